import { Random } from './random.ts'
import type { Target } from './target.ts'

/** Longest time for one input. */
export const mostMs = 1000

export interface Fault {
  kind: 'threw' | 'slow' | 'memory'
  detail: string
  /** The number of the input: the same seed and number make it again. */
  number: number
  input: Uint8Array<ArrayBuffer> | string
}

export interface Hunted {
  name: string
  inputs: number
  taken: number
  slowestMs: number
  /** Most that was held after an input, beyond what was before. */
  mostBytes: number
  faults: Fault[]
}

/** No more faults are collected of one target. */
const mostFaults = 20

/** Gives a target so many inputs. Never throws: what goes wrong is a fault. */
export async function hunt(target: Target, { inputs, seed }: { inputs: number; seed: number }): Promise<Hunted> {
  const hunted: Hunted = { name: target.name, inputs: 0, taken: 0, slowestMs: 0, mostBytes: 0, faults: [] }
  for (let number = 0; number < inputs && hunted.faults.length < mostFaults; number += 1) {
    const input = inputOf(target, seed, number)
    const fault = (kind: Fault['kind'], detail: string) => hunted.faults.push({ kind, detail, number, input })
    const [before, started] = [heldBytes(), performance.now()]
    try {
      if (await target.run(input)) hunted.taken += 1
    } catch (error) {
      fault('threw', error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    }
    const [ms, bytes] = [performance.now() - started, heldBytes() - before]
    hunted.inputs += 1
    hunted.slowestMs = Math.max(hunted.slowestMs, ms)
    hunted.mostBytes = Math.max(hunted.mostBytes, bytes)
    // Once more before it counts: the machine may have been busy elsewhere.
    if (ms > mostMs && (await timeOf(target, input)) > mostMs) fault('slow', `${Math.round(ms)} ms`)
    if (bytes > target.mostBytes + input.length) fault('memory', `${bytes} bytes`)
  }
  return hunted
}

/** The input of this number. */
export function inputOf(target: Target, seed: number, number: number): Uint8Array<ArrayBuffer> | string {
  return target.input(new Random(Math.imul(seed, 0x9e3779b1) + number))
}

async function timeOf(target: Target, input: Uint8Array<ArrayBuffer> | string): Promise<number> {
  const started = performance.now()
  try {
    await target.run(input)
  } catch {
    // What it throws was told before.
  }
  return performance.now() - started
}

/** Buffers outside the heap of objects: what a length that lies makes grow. */
function heldBytes(): number {
  return process.memoryUsage().arrayBuffers
}
