import { type Hashing, hashHere } from './hashing.ts'
import { hashBeside } from './hashThread.ts'

/** Hashes in a thread of its own, or here where the browser gives a worker none. */
export async function startHashing(): Promise<Hashing> {
  try {
    return hashBeside()
  } catch {
    return await hashHere()
  }
}
