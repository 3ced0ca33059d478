import { expect, test } from './app.ts'
import { alphaOf, productPhoto, readPng, streetPhoto } from './support/data.ts'
import { darkModel } from './support/models.ts'
import { denyWebAssembly } from './support/refusals.ts'

test.use({ serviceWorkers: 'block' })

for (const how of ['absent', 'refused'] as const) {
  test(`what needs no WebAssembly works where it is ${how}, and the rest says that it needs it`, async ({
    app,
    desk,
    page,
    context,
  }) => {
    await denyWebAssembly(context, how)
    await desk.open(app.url)
    await desk.choose(productPhoto('vase.png'))
    await desk.done('vase.png')
    const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    expect(alphaOf(readPng(path))[180 * 480 + 240]).toBe(255)
    expect((await desk.downloadFromMenu(/^GIF/)).name).toBe('vase-cutout.gif')
    await page.getByRole('button', { name: 'More downloads' }).click()
    await page.getByRole('menuitem', { name: /^WebP/ }).click()
    await expect(page.locator('[data-notice="failure"]').last()).toContainText('Choose PNG instead')

    await desk.choose(streetPhoto('street.png'))
    await desk.settled(2)
    await desk.look('street.png')
    await expect(page.locator('[data-reason="no-webassembly"]')).toContainText('WebAssembly')
    await desk.choose(darkModel('dark.onnx'))
    await expect(page.locator('[data-notice="failure"]').last()).toContainText('does not run WebAssembly')
  })
}
