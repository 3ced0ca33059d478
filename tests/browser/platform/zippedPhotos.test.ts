import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { zippedPhotos } from '#platform/zippedPhotos.ts'

const text = (words: string) => new TextEncoder().encode(words)

async function taken(zip: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const found: string[] = []
  for await (const photo of zippedPhotos(new Blob([zip])))
    found.push(
      photo.ok ? `${photo.value.folder ?? ''}|${photo.value.file.name}|${await photo.value.file.text()}` : photo.reason,
    )
  return found
}

const album = () =>
  zipSync({
    'a.jpg': text('one'),
    'blue/deep/b.png': [text('two'.repeat(1000)), { level: 9 }],
    'blue/notes.txt': text('no picture'),
    '__MACOSX/blue/._b.png': text('what a system put there'),
    'empty/': new Uint8Array(),
  }) as Uint8Array<ArrayBuffer>

test('the pictures of a ZIP come in their folders, other files stay', async () => {
  expect(await taken(album())).toEqual(['|a.jpg|one', `blue/deep|b.png|${'two'.repeat(1000)}`])
})

test('no path leads out of the folder', async () => {
  const zip = zipSync({ '../../evil.png': text('x'), 'C:\\temp\\c.png': text('y'), '/root/r.png': text('z') })
  const found = await taken(zip as Uint8Array<ArrayBuffer>)
  for (const each of found) expect(each).not.toContain('..')
  expect(found.map((each) => each.split('|')[1])).not.toContain('C:\\temp\\c.png')
})

test('what is cut short, locked or no ZIP is named as that, and what came before stays', async () => {
  expect(await taken(text('no ZIP at all') as Uint8Array<ArrayBuffer>)).toEqual(['zip-damaged'])
  expect(await taken(album().slice(0, 60))).toEqual(['zip-damaged'])
  expect(await taken(zipSync({ 'notes.txt': text('x') }) as Uint8Array<ArrayBuffer>)).toEqual(['zip-without-photos'])
  const broken = album()
  const at = broken.findIndex((_, place) => new TextDecoder().decode(broken.subarray(place, place + 6)) === 'b.pngK')
  broken.fill(255, at === -1 ? 60 : at + 6, at === -1 ? 66 : at + 12)
  const found = await taken(broken)
  expect(found.at(-1)).toBe('zip-damaged')
  const locked = album()
  for (let place = 0; place + 10 < locked.length; place++) {
    const mark = new DataView(locked.buffer, place).getUint32(0, true)
    if (mark === 0x02014b50) locked[place + 8] = 1
    if (mark === 0x04034b50) locked[place + 6] = 1
  }
  expect(await taken(locked)).toEqual(['zip-locked'])
})

test('a bomb is not unpacked', async () => {
  const zip = zipSync({ 'bomb.png': [new Uint8Array(5_000_000), { level: 9 }] }) as Uint8Array<ArrayBuffer>
  // The directory states less than there is.
  for (let place = 0; place + 30 < zip.length; place++) {
    const view = new DataView(zip.buffer, place)
    if (view.getUint32(0, true) === 0x02014b50) view.setUint32(24, 1000, true)
    if (view.getUint32(0, true) === 0x04034b50) view.setUint32(22, 1000, true)
  }
  expect(await taken(zip)).toEqual(['zip-damaged'])
  // It states more than any photo has.
  for (let place = 0; place + 30 < zip.length; place++) {
    const view = new DataView(zip.buffer, place)
    if (view.getUint32(0, true) === 0x02014b50) view.setUint32(24, 3_000_000_000, true)
  }
  expect(await taken(zip)).toEqual(['zip-too-large'])
})
