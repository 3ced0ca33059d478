import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from './app.ts'
import { alphaOf, hasShared, overlap, productPhoto, readPng, robustnessFolder, withoutShared } from './support/data.ts'

/** What becomes of the files that cannot be opened, by name; all others must be cut. */
const refusals: Record<string, RegExp> = {
  'bad_crc_idat.png': /damaged|done/,
  'bitrot.jpg': /damaged|done/,
  'bomb_16000x16000_rgb.png': /too-many-pixels/,
  'bomb_30000x30000_1bit.png': /too-many-pixels/,
  'entity_bomb.svg': /unsafe-svg|damaged|done/,
  'html_renamed.png': /not-an-image/,
  'no_size.svg': /done|damaged/,
  'pdf_stub.pdf': /not-an-image/,
  'random.bin': /not-an-image/,
  'text_renamed.jpg': /not-an-image/,
  'truncated_header.jpg': /damaged|not-an-image/,
  'truncated_50.jpg': /done|damaged/,
  'truncated_60.png': /done|damaged/,
  'zero_byte.jpg': /empty-file/,
  'zero_byte.png': /empty-file/,
}

test('every awkward or hostile file ends as it should, and the photos beside it are cut', async ({
  app,
  desk,
  page,
}) => {
  test.skip(!hasShared, withoutShared)
  test.setTimeout(15 * 60_000)
  await page.addInitScript(() => {
    // What a script in a picture or a file name would do.
    window.alert = () => {
      throw new Error('a script of a file was run')
    }
  })
  await desk.open(app.url)
  const files = readdirSync(robustnessFolder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  expect(files.length).toBeGreaterThan(90)
  const beside = [productPhoto('beside first.png'), productPhoto('beside last.png')]
  await desk.choose(beside[0] ?? '', ...files, beside[1] ?? '')
  await desk.settled(files.length + 2, 14 * 60_000)

  const ends = await page.locator('.tile').evaluateAll((tiles) =>
    tiles.map((tile) => ({
      name: tile.getAttribute('data-name') ?? '',
      status: tile.getAttribute('data-status') ?? '',
    })),
  )
  const unexpected: string[] = []
  for (const { name, status } of ends) {
    // PngSuite's files whose names begin with x are broken on purpose.
    const wanted = refusals[name] ?? (/^x\w+\.png$/.test(name) ? /damaged|not-an-image/ : /done/)
    let end = status
    if (status === 'failed') {
      await page
        .locator('.tile')
        .nth(ends.findIndex((other) => other.name === name))
        .locator('.tile-pick')
        .click()
      const card = page.locator('[data-reason]')
      await expect(card).toContainText(name)
      end = (await card.getAttribute('data-reason')) ?? ''
      // What happened, and what to do.
      await expect(card.locator('h2 + p')).toHaveText(/.{20}/)
    }
    if (!wanted.test(end)) unexpected.push(`${name}: ${end}`)
  }
  expect(unexpected).toEqual([])
  await expect(desk.tile('beside first.png')).toHaveAttribute('data-status', 'done')
  await expect(desk.tile('beside last.png')).toHaveAttribute('data-status', 'done')
  // The names were shown as text and made nothing else of the page.
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
})

test('strange names give sane names of downloads', async ({ app, desk, page }) => {
  test.skip(!hasShared, withoutShared)
  await desk.open(app.url)
  const folder = join(robustnessFolder(), 'generated')
  const names = readdirSync(folder).filter((name) =>
    /onerror|percent|quote|rtl_|aaaaaa|写真|emoji|hidden|double/.test(name),
  )
  expect(names).toHaveLength(9)
  await desk.choose(...names.map((name) => join(folder, name)))
  await desk.settled(9)
  for (let index = 0; index < 9; index++) {
    await desk.tiles.nth(index).locator('.tile-pick').click()
    const { name } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    expect(name).toMatch(/-cutout( \(\d+\))?\.png$/)
    expect(name).not.toMatch(/[\p{Cc}<>:"/\\|?*\u202a-\u202e]|^\.|%2f/iu)
    expect(Buffer.byteLength(name)).toBeLessThan(256)
    expect(basename(name)).toBe(name)
  }
})

test('eight orientations of one photo give the same upright cutout', async ({ app, desk, page }) => {
  test.skip(!hasShared, withoutShared)
  test.setTimeout(5 * 60_000)
  await desk.open(app.url)
  const names = Array.from({ length: 8 }, (_, index) => `lemur_exif${index + 1}.jpg`)
  await desk.choose(...names.map((name) => join(robustnessFolder(), 'generated', name)))
  await desk.settled(8, 4 * 60_000)
  const masks: Uint8Array[] = []
  for (const name of names) {
    await desk.look(name)
    const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    const cutout = readPng(path)
    expect([cutout.width, cutout.height], name).toEqual([680, 440])
    masks.push(alphaOf(cutout))
  }
  // The files were compressed in eight positions, so their pixels differ a little and an undecided edge may fall either way.
  for (const mask of masks) expect(overlap(mask, masks[0] ?? mask)).toBeGreaterThan(0.97)
})
