import type { DeviceFacts } from '#core/catalogue/choices.ts'

/** What the browser tells of the device without being asked for more. */
export function deviceFacts(): DeviceFacts {
  const memoryGib = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : undefined
  return { hasWebGpu: 'gpu' in navigator, memoryGib, cores: navigator.hardwareConcurrency }
}
