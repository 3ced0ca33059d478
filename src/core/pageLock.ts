/** Each open page holds a lock of this name and the address of its entry script, which names its version. */
export const pageLockPrefix = 'page of '
