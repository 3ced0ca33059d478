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

/** Path of the Chromium to drive: CHROME_PATH, Debian's, or undefined for Playwright's own. */
export function chromiumPath(): string | undefined {
  const candidates = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser']
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path))
}
