import { describe, expect, test } from 'vitest'
import type { Outcome } from '#core/outcome.ts'
import { openable } from '#platform/openable.ts'
import { robustnessFile, robustnessList } from '../decode/decodeInWorker.ts'

const files = await robustnessList()

function svg(content: string, attributes = 'width="40" height="20"'): File {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`
  return new File([text], 'drawing.png')
}

async function pixel(outcome: Outcome<Blob>, x: number, y: number): Promise<number[]> {
  if (!outcome.ok) throw new Error(outcome.reason)
  expect(outcome.value.type).toBe('image/png')
  const bitmap = await createImageBitmap(outcome.value)
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  return [bitmap.width, bitmap.height, ...(context?.getImageData(x, y, 1, 1).data ?? [])]
}

/** Everything that left the page or was fetched inside it while this ran. */
async function fetchedDuring(work: () => Promise<void>): Promise<string[]> {
  performance.clearResourceTimings()
  await work()
  const names = performance.getEntriesByType('resource').map((entry) => entry.name)
  return names.filter((name) => !name.startsWith('blob:') && !name.startsWith(location.origin))
}

test('a file that is no drawing goes through untouched', async () => {
  const file = new File([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)], 'drawing.svg')
  expect(await openable(file)).toEqual({ ok: true, value: file })
})

test('a drawing becomes a PNG of its size, transparent where nothing is drawn', async () => {
  const outcome = await openable(svg('<rect x="20" width="20" height="20" fill="#0080ff"/>'))
  expect(await pixel(outcome, 30, 10)).toEqual([40, 20, 0, 128, 255, 255])
  expect(await pixel(outcome, 5, 10)).toEqual([40, 20, 0, 0, 0, 0])
})

test('pictures inside a drawing are drawn', async () => {
  const canvas = new OffscreenCanvas(1, 1)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = '#ff0000'
  context.fillRect(0, 0, 1, 1)
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())
  const data = `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`
  const outcome = await openable(svg(`<image href="${data}" width="40" height="20" preserveAspectRatio="none"/>`))
  expect(await pixel(outcome, 20, 10)).toEqual([40, 20, 255, 0, 0, 255])
})

test('a drawing cannot run or fetch anything', async () => {
  const outside = 'http://127.0.0.1:9'
  const hostile = svg(`
    <script>window.top.pwned = 1; window.pwned = 1</script>
    <style>@import url(${outside}/a.css); rect { fill: url("${outside}/b.svg#c") } @font-face { font-family: x; src: url(${outside}/f.woff) }</style>
    <image href="${outside}/d.png" width="9" height="9" onload="window.pwned = 1"/>
    <use xlink:href="${outside}/e.svg#f"/>
    <foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${outside}/g"/></foreignObject>
    <rect x="20" width="20" height="20" style="fill: #00ff00; mask: url(${outside}/h.svg#i)"/>`)
  const fetched = await fetchedDuring(async () => {
    expect(await pixel(await openable(hostile), 30, 10)).toEqual([40, 20, 0, 255, 0, 255])
  })
  expect(fetched).toEqual([])
  expect('pwned' in window).toBe(false)
})

test('copies of copies are refused before they are drawn, and copies of itself end', async () => {
  let bomb = '<g id="a0"><path d="M0 0h1"/></g>'
  for (let level = 1; level < 9; level += 1)
    bomb += `<g id="a${level}">${`<use href="#a${level - 1}"/>`.repeat(10)}</g>`
  expect(await openable(svg(bomb))).toMatchObject({ ok: false, reason: 'unsafe-svg' })
  const loop = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
  expect(await openable(svg(loop))).toMatchObject({ ok: true })
})

test('too large, broken and foreign drawings are refused with their reason', async () => {
  expect(await openable(svg('', 'width="20000" height="20000"'))).toMatchObject({
    ok: false,
    reason: 'too-many-pixels',
  })
  expect(await openable(svg('<g>'))).toMatchObject({ ok: false, reason: 'damaged' })
  expect(await openable(new File(['<svg><rect/></svg>'], 'x.svg'))).toMatchObject({ ok: false, reason: 'damaged' })
})

describe.skipIf(files.length === 0)('robustness drawings (skipped where ../shared/data is absent)', () => {
  const open = async (name: string): Promise<Outcome<Blob>> =>
    await openable(await robustnessFile(files, `generated/${name}`))

  test('proportions alone give a drawing of 2048 pixels', async () => {
    expect(await pixel(await open('no_size.svg'), 1024, 512)).toEqual([2048, 1024, 255, 0, 0, 255])
  })

  test('scripts do not run and outside pictures are not asked for', async () => {
    const fetched = await fetchedDuring(async () => {
      expect(await pixel(await open('script.svg'), 100, 100)).toEqual([200, 200, 0, 0, 255, 255])
      expect(await pixel(await open('external_ref.svg'), 100, 100)).toEqual([200, 200, 0, 0, 0, 0])
    })
    expect(fetched).toEqual([])
    expect('pwned' in window).toBe(false)
  })

  test('an entity bomb is refused', async () => {
    expect(await open('entity_bomb.svg')).toMatchObject({ ok: false, reason: 'unsafe-svg' })
  })
})

test('HTML within a drawing is drawn, and nothing of it runs or fetches', async () => {
  const html = (inside: string) =>
    `<foreignObject width="40" height="20"><div xmlns="http://www.w3.org/1999/xhtml">${inside}</div></foreignObject>`
  const words = svg(html('<div style="width:40px;height:20px;background:#ff0000">Order placed</div>'))
  expect(await pixel(await openable(words), 38, 18)).toEqual([40, 20, 255, 0, 0, 255])
  const fetched = await fetchedDuring(async () => {
    const hostile = '<img src="http://127.0.0.1:9/a.png"/><link rel="stylesheet" href="http://127.0.0.1:9/b.css"/>'
    await openable(svg(html(hostile)))
  })
  expect(fetched).toEqual([])
})
