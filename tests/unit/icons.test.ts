import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { manifest } from '#tools/manifest.ts'

const root = resolve(import.meta.dirname, '../..')
const icons = (manifest.icons ?? []).map(({ src, sizes, purpose }) => ({ src, sizes, purpose }))
const drawn = icons.filter(({ src }) => src.endsWith('.png'))

function pixelsOf(path: string): PNG {
  return PNG.sync.read(readFileSync(join(root, 'public', path)))
}

test('every icon of the manifest is there, in the size that it states', () => {
  expect(drawn.length).toBeGreaterThan(2)
  for (const { src } of icons) expect.soft(existsSync(join(root, 'public', src)), src).toBe(true)
  for (const { src, sizes } of drawn) {
    const { width, height } = pixelsOf(src)
    expect.soft(`${width}x${height}`, src).toBe(sizes)
  }
})

test('every icon that the page names is there', () => {
  const named = [...readFileSync(join(root, 'index.html'), 'utf8').matchAll(/rel="[\w-]*icon" href="([^"]+)"/g)]
  expect(named.length).toBeGreaterThan(1)
  for (const [, path = ''] of named) expect.soft(existsSync(join(root, 'public', path)), path).toBe(true)
})

test('icons that the system cuts to its own shape are opaque to the corner', () => {
  for (const path of ['icons/maskable-512.png', 'icons/apple-touch-icon.png']) {
    const { data } = pixelsOf(path)
    expect
      .soft(
        data.every((value, at) => at % 4 !== 3 || value === 255),
        path,
      )
      .toBe(true)
  }
})

test('the mark of the maskable icon lies within the circle that no system cuts into', () => {
  const maskable = drawn.find(({ purpose }) => purpose === 'maskable')
  const { data, width } = pixelsOf(maskable?.src ?? '')
  let farthest = 0
  for (let at = 0; at < data.length; at += 4) {
    const isPlate = (data[at + 2] ?? 0) > 240
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)]
    if (!isPlate) farthest = Math.max(farthest, Math.hypot(x + 0.5 - width / 2, y + 0.5 - width / 2))
  }
  expect(farthest / width).toBeLessThanOrEqual(0.4)
  expect(farthest / width).toBeGreaterThan(0.3)
})
