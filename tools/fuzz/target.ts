import type { Random } from './random.ts'

/** A part of Clearcut that takes in what strangers have made. */
export interface Target {
  name: string
  /** Makes an input: mostly a sound one with changes. */
  input(random: Random): Uint8Array<ArrayBuffer> | string
  /**
   * Gives it to the part. True where it was taken, false where it was refused by a name that a person can be told. Throws what the part throws, and an error
   * of its own where the refusal has no such name or where what was taken breaks a promise.
   */
  run(input: Uint8Array<ArrayBuffer> | string): boolean | Promise<boolean>
  /** Bytes beyond those of the input that one input may take. */
  mostBytes: number
}

/** Thrown by a target where a promise is broken. */
export class BrokenPromiseError extends Error {
  override readonly name = 'BrokenPromiseError'
}
