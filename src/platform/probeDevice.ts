import { canShareMemory } from '#core/threads.ts'
import type { Device, Gpu } from '#core/ways/device.ts'

/** The few parts of WebGPU that are asked here; TypeScript's library does not know it yet. */
interface GpuAdapter {
  features: { has(name: string): boolean }
  info?: { vendor: string; architecture: string; device: string; description: string; isFallbackAdapter?: boolean }
}

/** Asks the browser what networks could run on. The graphics card is asked anew each time: it may come and go. */
export async function probeDevice(): Promise<Device> {
  return { gpu: await probeGpu(), ...processorFacts() }
}

/** What is known without waiting. */
export function processorFacts(): Omit<Device, 'gpu'> {
  const memory = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : undefined
  return { isIsolated: canShareMemory(), cores: navigator.hardwareConcurrency || 1, memoryGib: memory }
}

async function probeGpu(): Promise<Gpu> {
  if (!('gpu' in navigator)) return { kind: 'absent' }
  const { gpu } = navigator as { gpu: { requestAdapter(options: object): Promise<GpuAdapter | null> } }
  // Some drivers throw where others say null.
  const ask = async () => await gpu.requestAdapter({ powerPreference: 'high-performance' })
  const adapter = await ask().catch(() => null)
  if (adapter === null) return { kind: 'refused' }
  const {
    vendor = '',
    architecture = '',
    device = '',
    description = '',
    isFallbackAdapter = false,
  } = adapter.info ?? {}
  const name = [vendor, architecture, device, description].filter((part) => part !== '').join(' ')
  return {
    kind: 'adapter',
    name: name === '' ? 'unnamed adapter' : name,
    isSoftware: isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(name),
    hasHalf: adapter.features.has('shader-f16'),
  }
}
