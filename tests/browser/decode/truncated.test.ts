import { afterAll, describe, expect, test } from 'vitest'
import { robustnessFile, robustnessList, startDecoder } from './decodeInWorker.ts'

const files = await robustnessList()
const decoder = startDecoder()
afterAll(() => decoder.stop())

const names = [
  'progressive.jpg',
  'lemur_exif6.jpg',
  'photo_lossless.webp',
  'photo_alpha.webp',
  'anim3.webp',
  'anim3.gif',
  'photo_8bit.avif',
  'photo.bmp',
  'interlaced.png',
  'rgba_existing_alpha.png',
  'photo.heic',
  'photo_lzw.tif',
]

describe.skipIf(files.length === 0)('a file cut short (skipped where ../shared/data is absent)', () => {
  test.each(names)('%s opens as far as it goes or is refused, and never hangs', async (name) => {
    const whole = await robustnessFile(files, `generated/${name}`)
    const size = name.startsWith('anim3') ? { width: 170, height: 110 } : { width: 680, height: 440 }
    for (const share of [0.02, 0.5, 0.97]) {
      const started = performance.now()
      const outcome = await decoder.decode(whole.slice(0, Math.ceil(whole.size * share)))
      expect(performance.now() - started).toBeLessThan(8000)
      if (outcome.ok) {
        expect(outcome.value.size).toEqual(size)
        // Of an animated file all of the first picture may be there.
        expect(outcome.value.notes.some((note) => note === 'partly-damaged' || note === 'first-frame-only')).toBe(true)
        continue
      }
      expect(outcome.reason).toBe('damaged')
    }
  })

  test('half of a JPEG shows its upper half and nothing below', async () => {
    const outcome = await decoder.decode(await robustnessFile(files, 'generated/truncated_50.jpg'))
    if (!outcome.ok) throw new Error(outcome.reason)
    const { pixels } = outcome.value
    expect([pixels[3], pixels.at(-1)]).toEqual([255, 0])
  })
})
