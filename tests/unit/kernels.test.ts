import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { liveNumbersOf } from '#tests/fixtures/kernels/liveNumbers.ts'

/** Processors have 16 registers for numbers with a point, of which a compiler keeps some for itself. */
const most = 14

/** Where functions run over every pixel. */
const folders = ['pixels', 'edges', 'colour', 'encode']

test('no kernel holds more numbers at once than a processor has registers: compilers have lost some', () => {
  const files = folders.flatMap((folder) =>
    readdirSync(`workers/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `workers/${folder}/${name}`),
  )
  expect(files.length).toBeGreaterThan(70)
  const found = files.flatMap((path) =>
    liveNumbersOf(path, readFileSync(path, 'utf8')).map((kernel) => ({ path, ...kernel })),
  )
  expect(found.length).toBeGreaterThan(300)
  expect(found.filter((kernel) => kernel.most > most)).toEqual([])
})

test('counts what is alive at once, loops as a whole, and neither indices nor arrays', () => {
  const source = `
    function few(data: Float32Array, n: number) {
      let sum = 0
      for (let i = 0; i < n; i++) { const a = data[i]; const b = a * 2; sum += b }
      const rest = sum
      return rest
    }
    const many = (data: Float32Array) => {
      const a = data[0]; const b = data[1]; const c = data[2]
      let d = 0
      for (let i = 0; i < 9; i++) { const e = data[i]; d += e * a }
      return a + b + c + d
    }`
  expect(liveNumbersOf('example.ts', source)).toEqual([
    { name: 'few', line: 2, most: 4 },
    { name: 'many', line: 8, most: 5 },
  ])
})
