import type { TestProject } from 'vitest/node'
import { startHub } from '#tests/hub/hub.ts'

declare module 'vitest' {
  interface ProvidedContext {
    hubUrl: string
  }
}

/** Starts the look-alike of the hub for all browser tests; each test puts files of its own there. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const hub = await startHub()
  provide('hubUrl', hub.url)
  return hub.close
}
