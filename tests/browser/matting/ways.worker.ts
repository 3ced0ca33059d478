import { expose } from 'comlink'
import { formulaSource } from '#tests/formula/checkpoint.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { createMatting } from '#workers/matting/matting.ts'

// The app's own worker, with a checkpoint of formula weights in the place of the shelf.
const matting = createMatting(async () => ({
  ok: true,
  value: { item: { patchOrder: 'c-hg-wg' }, source: formulaSource(backbones['swin-t']), release() {} },
}))

/** What this test uses of WebGPU; TypeScript's library does not know it. */
interface Gpu {
  requestAdapter(options?: object): Promise<{ requestDevice(descriptor?: object): Promise<{ destroy(): void }> } | null>
}

/** Takes the device away while the network's session is made or run, as a driver that is reset does. */
function loseDevice(): void {
  const { gpu } = navigator as unknown as { gpu: Gpu }
  const requestAdapter = gpu.requestAdapter.bind(gpu)
  gpu.requestAdapter = async (options) => {
    const adapter = await requestAdapter(options)
    if (adapter === null) return null
    const requestDevice = adapter.requestDevice.bind(adapter)
    adapter.requestDevice = async (descriptor) => {
      const device = await requestDevice(descriptor)
      setTimeout(() => device.destroy(), 500)
      return device
    }
    return adapter
  }
}

/** A graphics card that leaves out its work, as broken drivers do: whatever is computed stays 0. */
function leaveOutWork(): void {
  const { GPUComputePassEncoder } = globalThis as unknown as { GPUComputePassEncoder: { prototype: object } }
  Object.assign(GPUComputePassEncoder.prototype, { dispatchWorkgroups() {}, dispatchWorkgroupsIndirect() {} })
}

/** A graphics card that hangs: it takes work, is not lost, and never hands a result back. */
function neverAnswer(): void {
  const { GPUBuffer } = globalThis as unknown as { GPUBuffer: { prototype: object } }
  Object.assign(GPUBuffer.prototype, { mapAsync: () => new Promise(() => {}) })
}

if (self.name === 'never answers') neverAnswer()
if (self.name === 'leaves out its work') leaveOutWork()
if (self.name === 'loses its device') loseDevice()
expose(matting)
