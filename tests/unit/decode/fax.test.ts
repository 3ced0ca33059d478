import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readHeader } from '#workers/decode/header.ts'
import { decodeRare } from '#workers/decode/rareKinds.ts'
import { modeCodes, runCodes } from '#workers/decode/tiff/fax/faxCodes.ts'

const folder = 'tests/fixtures/kinds/fax'
/** Where the colour changes in each row, white first: every run length that has a code of its own, in white and in black. */
const rows: number[][] = JSON.parse(readFileSync(`${folder}/rows.json`, 'utf8'))

async function decoded(name: string, share = 1) {
  const file = Uint8Array.from(readFileSync(`${folder}/${name}`))
  const cut = file.slice(0, file.length * share)
  const reading = readHeader('tiff', cut, true)
  return reading.status === 'read' ? await decodeRare(cut, 'tiff', reading.header) : undefined
}

test.each(['pillow-rows.tif', 'pillow-group3.tif', 'pillow-group3-2d.tif', 'pillow-group4.tif', 'magick-lsb.tif'])(
  '%s has the runs that its encoder was given',
  async (name) => {
    const outcome = await decoded(name)
    if (outcome?.ok !== true) throw new Error(`${name}: ${outcome?.reason}`)
    const { width, height } = outcome.value.size
    const found = Array.from({ length: height }, (_, y) => {
      const changes: number[] = []
      let before = 255
      for (let x = 0; x < width; x += 1) {
        const value = outcome.value.pixels[4 * (y * width + x)] ?? 0
        if (value !== before) changes.push(x)
        before = value
      }
      return changes
    })
    expect(found).toEqual(rows)
  },
)

test('no code begins another', () => {
  for (const codes of [...runCodes, modeCodes].map((table) => [...table.keys()].map((code) => code.toString(2))))
    for (const code of codes)
      expect(
        codes.filter((other) => other.startsWith(code)),
        code,
      ).toEqual([code])
})

test('the tables cover all lengths from 0 to 63, and from 64 to 2560 in steps of 64', () => {
  const lengths = [
    ...Array.from({ length: 64 }, (_, run) => run),
    ...Array.from({ length: 40 }, (_, at) => 64 * (at + 1)),
  ]
  for (const table of runCodes) expect([...table.values()].sort((a, b) => a - b)).toEqual(lengths)
})
