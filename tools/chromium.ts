import { existsSync } from 'node:fs'

/** Flags that tests and tools start Chromium with: no sandbox (containers run as root), nothing that talks to the outside. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Added to `chromiumFlags`: WebGPU on Chromium's software adapter. */
export const softwareWebGpuFlags = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']

/** Added to `chromiumFlags`: WebGPU on the graphics card that this machine has, or else on the software adapter. */
export function webGpuFlags(): readonly string[] {
  const hasCard = process.platform !== 'linux' || ['/dev/dri', '/dev/nvidia0'].some((path) => existsSync(path))
  return hasCard ? ['--enable-unsafe-webgpu', '--enable-features=Vulkan'] : softwareWebGpuFlags
}

/** Path of the Chromium to drive: CHROME_PATH, Debian's, or undefined for Playwright's own. */
export function chromiumPath(): string | undefined {
  const candidates = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser']
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path))
}
