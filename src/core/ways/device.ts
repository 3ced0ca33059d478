/** What the browser tells of the device, as far as networks care. */
export interface Device {
  gpu: Gpu
  /** Whether the page is isolated and threads can share memory, which networks with threads need. */
  isIsolated: boolean
  /** Processor cores as the browser tells them, 1 or more. */
  cores: number
  /** Memory in GiB as the browser tells it, undefined where it does not. */
  memoryGib: number | undefined
}

/** `absent`: the browser has no WebGPU; `refused`: it has, but gives no adapter. */
export type Gpu = { kind: 'absent' } | { kind: 'refused' } | Adapter

export interface Adapter {
  kind: 'adapter'
  /** Vendor, architecture and device, as far as the browser tells them. */
  name: string
  /** Whether the processor plays the graphics card: correct, and slower than WebAssembly. */
  isSoftware: boolean
  /** Whether it computes in half floats (shader-f16). */
  hasHalf: boolean
}
