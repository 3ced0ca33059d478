import { expect, test } from 'vitest'
import { hasHostileEntities } from '#platform/svgEntities.ts'
import { svgSize } from '#platform/svgSize.ts'

function size(attributes: Record<string, string>): [number, number] {
  const { width, height } = svgSize((name) => attributes[name] ?? null)
  return [width, height]
}

test('a drawing is drawn at the size that it states', () => {
  expect(size({ width: '200', height: '100px' })).toEqual([200, 100])
  expect(size({ width: '210mm', height: '297mm', viewBox: '0 0 1 1' })).toEqual([794, 1123])
  expect(size({ width: '0.2', height: '1e2' })).toEqual([1, 100])
})

test('a drawing that states only its proportions is 2048 on the longer side', () => {
  expect(size({ viewBox: '0 0 100 50' })).toEqual([2048, 1024])
  expect(size({ viewBox: '-5,-5,10,40', width: '100%', height: 'auto' })).toEqual([512, 2048])
  expect(size({ viewBox: '0 0 100 50', width: '400' })).toEqual([400, 200])
  expect(size({ viewBox: '0 0 100 50', height: '400' })).toEqual([800, 400])
})

test('a drawing that states nothing sensible gets the size that browsers take', () => {
  for (const attributes of [{}, { viewBox: '0 0 0 0' }, { viewBox: 'a b c d' }, { width: '-3', height: 'NaN' }]) {
    expect(size(attributes)).toEqual([300, 150])
  }
})

test('entities that name a word are harmless; nested, outside and swelling ones are not', () => {
  const document = (subset: string, content = ''): string => `<!DOCTYPE svg [${subset}]><svg>${content}</svg>`
  expect(hasHostileEntities('<svg>&amp;</svg>')).toBe(false)
  expect(hasHostileEntities(document('<!ENTITY ns_svg "http://www.w3.org/2000/svg">', '&ns_svg;'))).toBe(false)
  expect(hasHostileEntities(document('<!ENTITY a "xxxx"><!ENTITY b "&a;&a;">'))).toBe(true)
  expect(hasHostileEntities(document('<!ENTITY a SYSTEM "file:///etc/passwd">'))).toBe(true)
  expect(hasHostileEntities(document('<!ENTITY % p "x">'))).toBe(true)
  expect(hasHostileEntities(document(`<!ENTITY a "${'x'.repeat(1000)}">`, '&a;'.repeat(2000)))).toBe(true)
})
