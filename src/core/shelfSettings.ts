/** What a person has set for the models on this device. */
export interface ShelfSettings {
  /** Keep files as they were published, even where half the room would do. */
  keepOriginal: boolean
  /** A mirror that is asked before the hub, with a slash at the end; empty for none. */
  mirrorUrl: string
}

export const usualShelfSettings: ShelfSettings = { keepOriginal: false, mirrorUrl: '' }
