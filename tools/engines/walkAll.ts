import { formulaLite } from '#tests/formula/cachedCheckpoint.ts'
import { builtApp } from '../drive/built.ts'
import { type AppServer, serveApp } from '../server.ts'
import { awkwardFiles } from './awkwardFiles.ts'
import { Checks } from './checks.ts'
import { openChromium } from './chromiumBrowser.ts'
import type { EngineBrowser, EngineName } from './engineBrowser.ts'
import { firefoxPath, openFirefox } from './firefoxBrowser.ts'
import { makeFiles } from './madeFiles.ts'
import { protection, walkProtected } from './protectedRoad.ts'
import { type Walked, walk } from './road.ts'
import { lackOfWebKit, openWebKit } from './webkitBrowser.ts'

/** What came of a browser: its counts, or why it was left out. */
export type Outcome = { name: EngineName; passed: number; failed: number } | { name: EngineName; lack: string }

export interface WalkOptions {
  isFull: boolean
  only?: EngineName
  /** Takes each line as it comes. */
  say(line: string): void
}

const others = [
  { name: 'firefox', open: openFirefox, lack: () => (firefoxPath() === undefined ? 'no Firefox found' : undefined) },
  { name: 'webkit', open: openWebKit, lack: lackOfWebKit },
] as const

/** Walks the main road of the built app in Chromium, and then in each other browser that is there, one after the other. */
export async function walkAll({ isFull, only, say }: WalkOptions): Promise<Outcome[]> {
  const wanted = others.filter(({ name }) => only === undefined || only === name)
  const outcomes: Outcome[] = []
  for (const { name, lack } of wanted) {
    const missing = lack()
    if (missing === undefined) continue
    outcomes.push({ name, lack: missing })
    say(`skipped  ${name}: ${missing}`)
  }
  const present = wanted.filter(({ lack }) => lack() === undefined)
  if (present.length === 0) return outcomes
  const folder = builtApp()
  const made = await makeFiles()
  const awkward = awkwardFiles(isFull)
  const visit = async <T>(
    open: () => Promise<EngineBrowser>,
    go: (browser: EngineBrowser, server: AppServer) => Promise<T>,
  ) => {
    const server = await serveApp({ folder })
    const browser = await open()
    try {
      say(`      ${browser.version}`)
      return await go(browser, server)
    } finally {
      await browser.close().catch(() => {})
      await server.close().catch(() => {})
    }
  }
  const walkUnderProtection = async (reference?: Walked): Promise<Checks> => {
    const checks = new Checks('firefox', say)
    await visit(
      () => openFirefox(protection),
      (browser, server) => walkProtected(browser, server, made, checks, reference?.files ?? new Map()),
    )
    return checks
  }
  const walkIn = async (open: () => Promise<EngineBrowser>, name: EngineName, reference?: Walked) => {
    const checks = new Checks(name, say)
    const rest = {
      ...(reference === undefined ? {} : { wanted: reference }),
      ...(isFull ? { checkpoint: formulaLite() } : {}),
    }
    const walked = await visit(open, (browser, server) =>
      walk({ browser, server, made, awkward: awkward.paths, checks, ...rest }),
    )
    const more = name === 'firefox' ? await walkUnderProtection(reference) : { passed: 0, failed: 0 }
    outcomes.push({ name, passed: checks.passed + more.passed, failed: checks.failed + more.failed })
    return walked
  }
  try {
    const reference = await walkIn(openChromium, 'chromium')
    for (const { name, open } of present) await walkIn(() => open(), name, reference)
    return outcomes
  } finally {
    made.remove()
    awkward.remove()
  }
}
