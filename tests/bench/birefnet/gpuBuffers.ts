/** What this module uses of WebGPU; TypeScript's library does not know it. */
interface GpuBuffer {
  size: number
  destroy(): void
}
interface GpuGlobals {
  GPUDevice?: { prototype: { createBuffer(descriptor: { size: number }): GpuBuffer } }
  GPUBuffer?: { prototype: GpuBuffer }
}

/** Follows the buffers of all graphics devices that this thread makes from now on: the most bytes that were alive at once. */
export function watchGpuBuffers(): { peakBytes(): number } {
  const { GPUDevice, GPUBuffer } = globalThis as unknown as GpuGlobals
  const alive = new Set<GpuBuffer>()
  let [bytes, peak] = [0, 0]
  if (GPUDevice !== undefined && GPUBuffer !== undefined) {
    const { createBuffer } = GPUDevice.prototype
    const { destroy } = GPUBuffer.prototype
    GPUDevice.prototype.createBuffer = function (descriptor) {
      const buffer = createBuffer.call(this, descriptor)
      alive.add(buffer)
      bytes += buffer.size
      peak = Math.max(peak, bytes)
      return buffer
    }
    GPUBuffer.prototype.destroy = function () {
      if (alive.delete(this)) bytes -= this.size
      destroy.call(this)
    }
  }
  return { peakBytes: () => peak }
}
