/** A cut of a huge photo by a large model may take minutes. */
export const cutTimeoutMs = 30 * 60 * 1000
