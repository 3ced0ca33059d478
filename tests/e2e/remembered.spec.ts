import { expect, test } from './app.ts'
import { productPhoto } from './support/data.ts'

test('what a person has set is there after a reload, and so are the photos', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.done('mug.png')
  await desk.model('keyer')
  await page.getByRole('tab', { name: 'Export' }).click()
  await page.getByRole('radio', { name: 'WebP', exact: true }).check({ force: true })
  await page.getByRole('slider', { name: 'Quality' }).fill('70')
  await page.getByRole('tab', { name: 'Background' }).click()
  await page.getByRole('radio', { name: 'Sand' }).check({ force: true })

  await expect(page.locator('.app')).toHaveAttribute('data-kept', 'true')
  await page.reload()
  await desk.done('mug.png')
  await desk.choose(productPhoto('vase.png'))
  await desk.done('vase.png')
  await desk.look('vase.png')
  await expect(desk.about.locator('[data-field="model"]')).toHaveText('Plain backdrop')
  await expect(page.getByRole('button', { name: 'Download WebP' })).toBeVisible()
  await page.getByRole('tab', { name: 'Export' }).click()
  await expect(page.getByRole('slider', { name: 'Quality' })).toHaveValue('70')
  await page.getByRole('tab', { name: 'Background' }).click()
  await expect(page.getByRole('radio', { name: 'Sand' })).toBeChecked()
})
