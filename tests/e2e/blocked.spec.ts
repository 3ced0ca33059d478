import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { alphaOf, discsPhoto, productPhoto, readPng, scratch } from './support/data.ts'
import { darkModel } from './support/models.ts'
import { denyAll } from './support/refusals.ts'

test.use({ serviceWorkers: 'block' })

const main = { name: /^Download PNG$/ }

for (const how of ['refused', 'absent'] as const) {
  test(`photos are cut where all that a browser keeps is ${how}`, async ({ app, desk, page, context }) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await denyAll(context, how)
    await desk.open(app.url)
    await desk.choose(productPhoto('vase.png'))
    await desk.done('vase.png')
    const { path } = await desk.download(page.getByRole('button', main))
    expect(alphaOf(readPng(path))[180 * 480 + 240]).toBe(255)

    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await expect(page.locator('[data-notice="failure"]').last()).toContainText('did not allow copying')

    // An own network serves for this tab, also once the list has been asked for anew.
    await desk.choose(darkModel('modnet dark.onnx'))
    await expect(page.locator('[data-notice="info"]').last()).toContainText('until this tab is closed')
    const disc = { x: 100, y: 70, radius: 50, hue: [20, 20, 20] as [number, number, number] }
    await desk.choose(discsPhoto('disc.png', 200, 150, [disc]))
    await desk.done('disc.png')
    await desk.look('disc.png')
    await expect(desk.about.locator('[data-field="model"]')).toHaveText('modnet dark')
    const cut = readPng((await desk.download(page.getByRole('button', main))).path)
    expect([alphaOf(cut)[70 * 200 + 100], alphaOf(cut)[5 * 200 + 5]]).toEqual([255, 0])

    // A checkpoint has to lie on the device: that is said.
    const checkpoint = join(scratch, 'some.safetensors')
    writeFileSync(checkpoint, `\x08\0\0\0\0\0\0\0{}      `, 'latin1')
    await desk.choose(checkpoint)
    await expect(page.locator('[data-notice="failure"]').last()).toContainText('does not let Clearcut keep files')
    expect(errors).toEqual([])
  })
}
