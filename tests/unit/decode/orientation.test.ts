import { expect, test } from 'vitest'
import { asOrientation, type Orientation, placeTile, uprightSize } from '#workers/decode/orientation.ts'
import { tilesOf } from '#workers/decode/tiles.ts'

/** The letters of a stored 3 x 2 picture `abc/def`, upright, for each orientation. */
const upright: Record<Orientation, string> = {
  1: 'abc/def',
  2: 'cba/fed',
  3: 'fed/cba',
  4: 'def/abc',
  5: 'ad/be/cf',
  6: 'da/eb/fc',
  7: 'fc/eb/da',
  8: 'cf/be/ad',
}

test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('orientation %i is turned upright, tile by tile', (orientation) => {
  const stored = { width: 3, height: 2 }
  const letters = Uint32Array.from('abcdef', (letter) => letter.charCodeAt(0))
  const turned = new Uint32Array(6)
  for (let x = 0; x < 3; x += 1) {
    const column = Uint32Array.of(letters[x] ?? 0, letters[x + 3] ?? 0)
    placeTile(turned, stored, orientation, column, { x, y: 0, width: 1, height: 2 })
  }
  const { width } = uprightSize(stored, orientation)
  const rows = String.fromCharCode(...turned).match(new RegExp(`.{${width}}`, 'g'))
  expect(rows?.join('/')).toBe(upright[orientation])
})

test('numbers that are no orientation leave the photo as it is', () => {
  expect([0, 9, 65535, -1, 1.5].map(asOrientation)).toEqual([1, 1, 1, 1, 1])
})

test.each([
  [1, 1],
  [8, 20000],
  [20000, 8],
  [8160, 5280],
  [4097, 4097],
])('tiles cover %i x %i once and stay small', (width, height) => {
  const tiles = tilesOf({ width, height })
  expect(tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0)).toBe(width * height)
  for (const tile of tiles) {
    expect(Math.max(tile.width, tile.height)).toBeLessThanOrEqual(4096)
    expect(tile.width * tile.height).toBeLessThanOrEqual(4096 * 1024)
    expect(tile.x + tile.width <= width && tile.y + tile.height <= height).toBe(true)
  }
})
