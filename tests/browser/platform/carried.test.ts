import { expect, test } from 'vitest'
import { carriedBy } from '#platform/carried.ts'
import { blobOfData } from '#platform/dataAddress.ts'

function carried(data: Record<string, string>) {
  const transfer = new DataTransfer()
  for (const [type, text] of Object.entries(data)) transfer.setData(type, text)
  let turn = 0
  const { pictures, ...rest } = carriedBy(transfer, () => `pasted-${++turn}.png`)
  return { names: pictures.map(({ name }) => name), sizes: pictures.map(({ file }) => file?.size), ...rest }
}

const png = 'data:image/png;base64,iVBORw0KGgo='
const web = 'https://shop.example/chair.jpg'

test('embedded pictures of a text are taken, in whatever way they stand in it', () => {
  expect(carried({ 'text/html': `<p>Our stool</p><img src="${png}"><img src="${png}">` })).toMatchObject({ sizes: [8] })
  expect(carried({ 'text/html': `<div style="background: url('${png}')">` })).toMatchObject({ sizes: [8] })
  expect(carried({ 'text/html': `<svg><image href="${png}"/></svg>` })).toMatchObject({ sizes: [8] })
  expect(carried({ 'text/plain': png })).toMatchObject({ sizes: [8] })
  expect(carried({ 'text/uri-list': `# a comment\r\n${png}` })).toMatchObject({ sizes: [8], addresses: [] })
  expect(carried({ 'text/plain': '<svg width="9"><circle r="4"/></svg>' }).names).toEqual(['pasted-1.png'])
  expect(carried({ 'text/html': 'Logo: <svg width="9"><circle r="4"/></svg>' }).names).toEqual(['pasted-1.png'])
})

test('addresses of pictures are told apart from links around them', () => {
  const html = `<a href="https://shop.example/page"><img src="${web}" srcset="small.jpg 1x"></a>`
  expect(carried({ 'text/html': html, 'text/uri-list': 'https://shop.example/page' }).addresses).toEqual([web])
  const set = `<picture><source srcset="x.webp"><img srcset="https://a.example/s.jpg 300w, ${web} 900w"></picture>`
  expect(carried({ 'text/html': set }).addresses).toEqual([web])
  expect(carried({ 'text/uri-list': web, 'text/plain': web }).addresses).toEqual([web])
})

test('what no page can read is known as that, and plain words are nothing', () => {
  for (const address of ['file:///C:/a.png', 'blob:https://x.example/1', 'cid:part1'])
    expect(carried({ 'text/html': `<img src="${address}">` })).toMatchObject({ names: [], isOutOfReach: true })
  expect(carried({ 'text/plain': 'see https://shop.example for more', 'text/html': '<b>see</b>' })).toEqual({
    names: [],
    sizes: [],
    addresses: [],
    isOutOfReach: false,
  })
})

test('data addresses are read in all their spellings, and damaged ones are none', async () => {
  expect(await blobOfData('data:image/svg+xml,%3Csvg%20a="50%"/%3E')?.text()).toBe('<svg a="50%"/>')
  expect(await blobOfData('data:image/svg+xml;charset=utf-8,<svg/>')?.text()).toBe('<svg/>')
  expect(blobOfData('data:image/png; base64,iVBO\r\nRw0KGgo%3D')?.size).toBe(8)
  expect(blobOfData('data:image/png;base64,@@@')).toBeUndefined()
  expect(blobOfData('https://a.example/data:image/png,x')).toBeUndefined()
})
