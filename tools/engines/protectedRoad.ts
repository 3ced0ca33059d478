import type { AppServer } from '../server.ts'
import type { Checks } from './checks.ts'
import type { EngineBrowser } from './engineBrowser.ts'
import { Hand } from './hand.ts'
import type { MadeFiles } from './madeFiles.ts'
import { difference, exact } from './sameFile.ts'

/** Preferences of a Firefox that changes what pages read of a canvas, so that they cannot tell people apart. */
export const protection = { 'privacy.resistFingerprinting': true }

/** Small photos take seconds. */
const patienceMs = 180_000

/** Under such a protection a cutout is Chromium's all the same, or is refused with the reason; never stripes with a tick. */
export async function walkProtected(
  browser: EngineBrowser,
  server: AppServer,
  made: MadeFiles,
  checks: Checks,
  wanted: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const hand = new Hand(browser)
  await checks.part('a protected browser', async () => {
    await hand.open(server.url)
    const files = [
      [made.product, 'product'],
      [made.faint, 'faint'],
      [made.photo, 'photo'],
    ] as const
    for (const [index, [path, name]] of files.entries()) {
      await hand.bring(path)
      await hand.settled(index + 1, patienceMs)
      const { status, reason } = await hand.look(path.slice(path.lastIndexOf('/') + 1))
      const found =
        status === 'done'
          ? await difference((await hand.download('PNG')).bytes, wanted.get(`${name} PNG`) ?? new Uint8Array(0), exact)
          : reason
      const isRight = found === undefined || found === 'pixels-changed'
      checks.check(isRight, `${name} under protection against fingerprinting: ${status}`, found)
    }
  })
}
