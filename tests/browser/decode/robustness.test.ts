import { afterAll, describe, expect, test } from 'vitest'
import { failure } from '#core/outcome.ts'
import type { Reason } from '#core/reasons.ts'
import { robustnessFile, robustnessList, startDecoder } from './decodeInWorker.ts'

const files = await robustnessList()
const decoder = startDecoder()
afterAll(() => decoder.stop())

/** Files that cannot be opened, and the reason that a person is given. SVG drawings are refused by the worker: the main thread turns them into PNG first. */
const refused: Record<string, Reason> = {
  'generated/bad_crc_idat.png': 'damaged',
  'generated/bitrot.jpg': 'damaged',
  'generated/truncated_header.jpg': 'damaged',
  'generated/bomb_16000x16000_rgb.png': 'too-many-pixels',
  'generated/bomb_30000x30000_1bit.png': 'too-many-pixels',
  'generated/entity_bomb.svg': 'unsupported-image',
  'generated/external_ref.svg': 'unsupported-image',
  'generated/no_size.svg': 'unsupported-image',
  'generated/script.svg': 'unsupported-image',
  'generated/html_renamed.png': 'not-an-image',
  'generated/pdf_stub.pdf': 'not-an-image',
  'generated/random.bin': 'not-an-image',
  'generated/text_renamed.jpg': 'not-an-image',
  'generated/zero_byte.jpg': 'empty-file',
  'generated/zero_byte.png': 'empty-file',
  'pngsuite/xs1n0g01.png': 'not-an-image',
  'pngsuite/xc1n0g08.png': 'damaged',
  'pngsuite/xcrn0g04.png': 'not-an-image',
  'pngsuite/xcsn0g01.png': 'damaged',
  'pngsuite/xd0n2c08.png': 'damaged',
  'pngsuite/xdtn0g01.png': 'damaged',
  'pngsuite/xhdn0g08.png': 'damaged',
  'pngsuite/xlfn0g04.png': 'not-an-image',
}

/** Sizes of the upright photos, and what a person is told about them. */
const opened: Record<string, [width: number, height: number, ...notes: string[]]> = {
  'generated/all_black.png': [800, 600],
  'generated/all_white.png': [800, 600],
  'generated/anim3.gif': [170, 110, 'first-frame-only'],
  'generated/anim3.webp': [170, 110, 'first-frame-only'],
  'generated/display_p3.jpg': [680, 440, 'display-p3'],
  'generated/fully_transparent.png': [400, 300, 'had-alpha'],
  'generated/gray_alpha.png': [680, 440, 'had-alpha'],
  'generated/noise.jpg': [800, 600],
  'generated/one_pixel.png': [1, 1],
  'generated/p3_pure_primaries.png': [400, 300, 'display-p3'],
  'generated/palette_trns.png': [680, 440, 'had-alpha'],
  'generated/photo_11MP.jpg': [4080, 2640],
  'generated/photo_43MP.jpg': [8160, 5280],
  'generated/photo_64px.png': [64, 41],
  'generated/photo_alpha.avif': [680, 440, 'had-alpha'],
  'generated/photo_alpha.webp': [680, 440, 'had-alpha'],
  'generated/prophoto.jpg': [680, 440, 'wide-gamut'],
  'generated/rgba_existing_alpha.png': [680, 440, 'had-alpha'],
  'generated/tall_8x20000.png': [8, 20000],
  'generated/truncated_50.jpg': [680, 440, 'partly-damaged'],
  'generated/truncated_60.png': [680, 440, 'partly-damaged'],
  'generated/two_by_three.png': [2, 3],
  'generated/webp_named.jpg': [680, 440, 'had-alpha'],
  'generated/wide_20000x8.png': [20000, 8],
}

/** Everything else is an ordinary photo of one of these sizes. */
function ordinarySize(path: string): [number, number] | undefined {
  if (path.startsWith('exif-orientation/Landscape')) return [1800, 1200]
  if (path.startsWith('exif-orientation/Portrait')) return [1200, 1800]
  if (/^pngsuite\/s0(\d)/.test(path)) return path.includes('s01') ? [1, 1] : [9, 9]
  if (path.startsWith('pngsuite/')) return undefined
  return /lemur_exif|gray|interlaced|_named|palette|photo|baseline|cmyk|progressive|rgb16|trailing|noextension/.test(
    path,
  )
    ? [680, 440]
    : [340, 220]
}

describe.skipIf(files.length === 0)('every robustness file (skipped where ../shared/data is absent)', () => {
  test.each(files)('%s', async (path) => {
    const outcome = await decoder.decode(await robustnessFile(files, path))
    const reason = refused[path]
    if (reason !== undefined) {
      expect(outcome).toMatchObject(failure(reason))
      return
    }
    if (!outcome.ok) throw new Error(`refused as ${outcome.reason} (${outcome.detail ?? ''})`)
    const { size, pixels, notes, hadAlpha } = outcome.value
    const [width, height, ...expectedNotes] = opened[path] ?? ordinarySize(path) ?? [32, 32]
    expect([size.width, size.height]).toEqual([width, height])
    expect(pixels.length).toBe(width * height * 4)
    if (!path.startsWith('pngsuite/')) expect(notes).toEqual(expectedNotes)
    expect(hadAlpha).toBe(notes.includes('had-alpha') || notes.includes('partly-damaged'))
  })
})
