import { afterEach, expect, test, vi } from 'vitest'
import { bitmapAsIs } from '#workers/encode/bitmaps.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** The colour that a page sees of a bitmap of one pixel. */
async function seen(): Promise<number[]> {
  const pixels = Uint8ClampedArray.of(184, 71, 50, 255)
  const bitmap = await bitmapAsIs({ size: { width: 1, height: 1 }, colourSpace: 'display-p3', pixels })
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  bitmap.close()
  return [...(context?.getImageData(0, 0, 1, 1).data ?? [])]
}

const right = [199, 60, 41, 255].map((value) => expect.closeTo(value, -0.9))

test('a Display P3 picture is shown in its colours', async () => {
  expect(await seen()).toEqual(right)
})

test.each(['overlooks', 'refuses'])('also where the browser %s that it is Display P3', async (how) => {
  const known = ImageData
  vi.stubGlobal(
    'ImageData',
    new Proxy(known, {
      construct(target, args) {
        const settings: unknown = args[args.length - 1]
        const isAsked = typeof settings === 'object' && JSON.stringify(settings).includes('display-p3')
        if (isAsked && how === 'refuses') throw new TypeError('no such colour space')
        return Reflect.construct(target, isAsked ? args.slice(0, -1) : args)
      },
    }),
  )
  expect(await seen()).toEqual(right)
})
