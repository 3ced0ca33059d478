import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { expect, test } from './app.ts'
import { hasShared, person, productPhoto, scratch, trainedModel, withoutShared } from './support/data.ts'
import { chooseOwnFolder, writeIntoFolder } from './support/ownFolder.ts'

/** Drops or pastes files as a person does: the page gets the same events with the same transfer. */
async function hand(page: Page, event: 'drop' | 'paste', files: { name: string; path: string; type: string }[]) {
  const contents = files.map(({ path, ...rest }) => ({ ...rest, base64: readFileSync(path).toString('base64') }))
  await page.evaluate(
    async ({ event, contents }) => {
      const transfer = new DataTransfer()
      for (const { name, type, base64 } of contents) {
        const blob = await (await fetch(`data:${type};base64,${base64}`)).blob()
        transfer.items.add(new File([blob], name, { type }))
      }
      const bubbling = { bubbles: true, cancelable: true }
      if (event === 'paste') {
        document.body.dispatchEvent(new ClipboardEvent('paste', { ...bubbling, clipboardData: transfer }))
        return
      }
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { ...bubbling, dataTransfer: transfer }))
      }
    },
    { event, contents },
  )
}

test('photos can be dropped anywhere and pasted', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await hand(page, 'drop', [{ name: 'dropped.png', path: productPhoto('dropped.png'), type: 'image/png' }])
  await desk.done('dropped.png')
  await hand(page, 'paste', [{ name: 'image.png', path: productPhoto('clip.png'), type: 'image/png' }])
  await desk.done('pasted-1.png')
})

test('a folder is searched to the bottom, and what the system put there is left out', async ({ app, desk, page }) => {
  await desk.open(app.url)
  productPhoto('holiday/one.png')
  productPhoto('holiday/second day/two.png')
  productPhoto('holiday/__MACOSX/._one.png')
  await page.getByTestId('folder-input').setInputFiles(join(scratch, 'holiday'))
  await desk.settled(2)
  await expect(desk.tile('one.png')).toHaveAttribute('data-status', 'done')
  await expect(desk.tile('two.png')).toHaveAttribute('data-status', 'done')

  // Beside photos, too.
  productPhoto('more/three.png')
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Folders' }).click()
  await page.getByRole('menuitem', { name: 'Add a folder' }).click()
  expect((await chosen).isMultiple()).toBe(true)
  await page.getByTestId('add-folder-input').setInputFiles(join(scratch, 'more'))
  await desk.settled(3)
  await expect(desk.tile('three.png')).toHaveAttribute('data-status', 'done')
})

test('a cutout is copied to the clipboard as a PNG with its transparency', async ({ app, desk, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(app.url).origin })
  await desk.open(app.url)
  await desk.choose(productPhoto('copied.png', 200, 150))
  await desk.done('copied.png')
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(page.locator('[data-notice="info"]')).toContainText('Copied copied.png')
  const corner = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const bitmap = await createImageBitmap((await item?.getType('image/png')) ?? new Blob())
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    return [bitmap.width, bitmap.height, ...(context?.getImageData(2, 2, 1, 1).data ?? [])]
  })
  expect(corner).toEqual([200, 150, 0, 0, 0, 0])
})

test('a file that is no picture says so at once, and the photo beside it is cut', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await hand(page, 'drop', [
    { name: 'notes.jpg', path: import.meta.filename, type: 'image/jpeg' },
    { name: 'good.png', path: productPhoto('good.png'), type: 'image/png' },
  ])
  await desk.done('good.png')
  await desk.look('notes.jpg')
  await expect(page.locator('[data-reason="not-an-image"]')).toContainText('This file is not a picture.')
})

test('a dropped ONNX model is used, can be corrected, survives a reload and can be deleted', async ({
  app,
  desk,
  page,
}) => {
  test.skip(!hasShared, withoutShared)
  await desk.open(app.url)
  await desk.choose(trainedModel)
  await expect(page.getByTestId('model-chip')).toContainText('u2netp-fp16')
  await desk.choose(person.photo)
  await desk.done('0097.jpg')
  await expect(desk.about.locator('[data-field="model"]')).toHaveText('u2netp-fp16')
  await expect(desk.about.locator('[data-field="tier"]')).toHaveText('320 × 320')
  await expect(page.getByLabel('Family of the model')).toHaveValue('u2net')
  await page.getByLabel('Family of the model').selectOption('plain')
  await expect(page.getByTestId('made-otherwise')).toBeVisible()

  await page.reload()
  await desk.done('0097.jpg')
  await desk.model('onnx-fba1be32d377adf1')
  await expect(page.getByLabel('Family of the model')).toHaveValue('plain')
  await page.getByRole('button', { name: 'Delete this model' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.locator('[data-model="onnx-fba1be32d377adf1"]')).toHaveCount(0)
})

test('a file that only claims to be a model is refused with a reason', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await page.getByTestId('photos-input').setInputFiles({
    name: 'broken.onnx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('not a model at all'),
  })
  await expect(page.getByRole('alert')).toContainText('This network cannot be used: it is no ONNX file.')
})

test('what appears in a watched folder is cut; what was there, and cutouts written there, only when asked', async ({
  app,
  desk,
  page,
}) => {
  await page.addInitScript(chooseOwnFolder)
  await desk.open(app.url)
  const base64 = (path: string) => readFileSync(path).toString('base64')
  await page.evaluate(writeIntoFolder, { name: 'old.png', base64: base64(productPhoto('old.png', 160, 120)) })
  await page.getByRole('button', { name: 'watch a folder' }).click()
  const chip = page.getByTestId('watching')
  await expect(chip).toHaveAccessibleName('Watching Shop, 0 photos came')
  for (const name of ['blue/mug.png', 'mug-cutout.png'])
    await page.evaluate(writeIntoFolder, { name, base64: base64(productPhoto('mug.png', 170, 120)) })
  await desk.done('mug.png')
  await expect(desk.tiles).toHaveCount(1)
  await expect(chip).toHaveAccessibleName('Watching Shop, 1 photo came')
  await chip.click()
  await page.getByRole('menuitem', { name: 'Cut what was there before' }).click()
  await desk.done('old.png')
  await expect(desk.tiles).toHaveCount(2)
  await expect(page.locator('.app')).toHaveAttribute('data-kept', 'true')
  await page.goto('about:blank')
  await page.goto(app.url)
  await expect(desk.tiles).toHaveCount(2)
  await expect(chip).toHaveAccessibleName('Watching Shop, 0 photos came')
  await page.evaluate(writeIntoFolder, { name: 'later.png', base64: base64(productPhoto('later.png', 150, 120)) })
  await desk.done('later.png')
  await expect(desk.tiles).toHaveCount(3)
  await chip.click()
  await page.getByRole('menuitem', { name: 'Stop watching' }).click()
  await expect(chip).toHaveCount(0)
  const { path } = await desk.download(page.getByRole('button', { name: 'Download all (3)' }))
  expect(Object.keys(unzipSync(readFileSync(path))).sort()).toEqual([
    'Shop/blue/mug-cutout.png',
    'Shop/later-cutout.png',
    'Shop/old-cutout.png',
  ])
  await page.reload()
  await expect(desk.tiles).toHaveCount(3)
  await expect(chip).toHaveCount(0)
})
