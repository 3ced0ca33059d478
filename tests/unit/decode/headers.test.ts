import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { imageKind } from '#core/imageKind.ts'
import { type HeaderReading, type RasterKind, readHeader } from '#workers/decode/header.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'

const archive = '../shared/data/robustness.tar.gz'
const folder = mkdtempSync(join(tmpdir(), 'clearcut-headers-'))
if (existsSync(archive)) execFileSync('tar', ['xzf', archive, '-C', folder])
afterAll(() => rmSync(folder, { recursive: true }))

function load(path: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(join(folder, 'robustness', path)))
}

function rasterKind(data: Uint8Array): RasterKind | undefined {
  const kind = imageKind(data)
  return kind === 'svg' || kind === 'raw' || kind === 'other' ? undefined : kind
}

function reading(path: string): HeaderReading {
  const data = load(path)
  const kind = rasterKind(data)
  if (kind === undefined) throw new Error(`${path} is no picture`)
  return readHeader(kind, data, true)
}

describe.skipIf(!existsSync(archive))(
  'headers of the robustness files (skipped where ../shared/data is absent)',
  () => {
    test.each<[path: string, width: number, height: number, others?: Partial<ImageHeader>]>([
      ['generated/progressive.jpg', 680, 440],
      ['generated/cmyk_noprofile.jpg', 680, 440],
      ['generated/photo_43MP.jpg', 8160, 5280],
      ['generated/lemur_exif6.jpg', 440, 680, { orientation: 6 }],
      ['generated/lemur_exif6.webp', 440, 680, { orientation: 6 }],
      ['generated/display_p3.jpg', 680, 440, { gamut: 'display-p3' }],
      ['generated/prophoto.jpg', 680, 440, { gamut: 'wide' }],
      ['generated/p3_pure_primaries.png', 400, 300, { gamut: 'display-p3' }],
      ['generated/bomb_30000x30000_1bit.png', 30000, 30000],
      ['generated/wide_20000x8.png', 20000, 8],
      ['generated/rgba_existing_alpha.png', 680, 440, { mayHaveAlpha: true }],
      ['generated/palette_trns.png', 680, 440, { mayHaveAlpha: true }],
      ['generated/png_named.jpg', 680, 440, { mayHaveAlpha: false }],
      ['generated/photo_alpha.webp', 680, 440, { mayHaveAlpha: true }],
      ['generated/photo_lossless.webp', 680, 440, { mayHaveAlpha: false }],
      ['generated/anim3.gif', 170, 110, { animated: true }],
      ['generated/anim3.webp', 170, 110, { animated: true }],
      ['generated/photo.bmp', 680, 440, { mayHaveAlpha: false }],
      ['generated/photo_8bit.avif', 680, 440, { mayHaveAlpha: false }],
      ['generated/photo_10bit444.avif', 680, 440],
      ['generated/photo_alpha.avif', 680, 440, { mayHaveAlpha: true }],
      ['generated/photo.heic', 680, 440],
      ['generated/photo_lzw.tif', 680, 440],
    ])('%s says its size and kind', (path, width, height, others = {}) => {
      expect(reading(path)).toMatchObject({ status: 'read', header: { size: { width, height }, ...others } })
    })

    test('a header cut off before its size is damaged', () => {
      expect(reading('generated/truncated_header.jpg').status).toBe('damaged')
    })

    test('a patched file states that it stands upright', () => {
      for (const path of [
        'generated/lemur_exif3.jpg',
        'generated/lemur_exif6.webp',
        'exif-orientation/Landscape_8.jpg',
      ]) {
        const before = reading(path)
        const patch = before.status === 'read' ? before.header.patch : undefined
        if (patch === undefined) throw new Error(`nothing to patch in ${path}`)
        const data = load(path)
        data.set(patch.bytes, patch.at)
        const kind = rasterKind(data)
        expect(kind && readHeader(kind, data, true)).toMatchObject({ status: 'read', header: { orientation: 1 } })
      }
    })

    test('the start of a file gives the same header as the whole, or asks for more', () => {
      for (const path of allPictures()) {
        const data = load(path)
        const kind = rasterKind(data)
        if (kind === undefined) continue
        const whole = readHeader(kind, data, true)
        for (let length = 16; length < data.length; length = Math.ceil(length * 1.3)) {
          const start = readHeader(kind, data.subarray(0, length), false)
          if (start.status !== 'incomplete') expect(start).toEqual(whole)
        }
      }
    })

    test('headers cut short or with wrong bytes never throw and end soon', () => {
      const started = performance.now()
      let state = 7
      const random = (below: number): number => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        return Math.floor((state / 2 ** 32) * below)
      }
      for (const path of allPictures()) {
        const whole = load(path).slice(0, 4096)
        const kind = rasterKind(whole)
        if (kind === undefined) continue
        for (let round = 0; round < 200; round += 1) {
          const data = whole.slice(0, 1 + random(whole.length))
          for (let change = 0; change < 8; change += 1) data[random(data.length)] = random(256)
          expect(['read', 'incomplete', 'damaged']).toContain(readHeader(kind, data, round % 2 === 0).status)
        }
      }
      expect(performance.now() - started).toBeLessThan(20_000)
    })
  },
)

function allPictures(): string[] {
  const root = join(folder, 'robustness')
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return paths.map((path) => path.slice(root.length + 1))
}
