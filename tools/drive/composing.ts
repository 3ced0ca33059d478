import type { Page } from '@playwright/test'
import type { CompositionOptions } from './compositionArgs.ts'

const shadowNames = { contact: 'Contact', drop: 'Drop', cast: 'Cast' } as const

/** Composes all photos, and those to come, as a person would: the template first, then what is asked for besides. */
export async function compose(page: Page, wanted: CompositionOptions): Promise<void> {
  const { template, canvas, backdrop, shadow } = wanted
  const choose = (name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true })
  if (template !== undefined || canvas !== undefined) await page.getByRole('tab', { name: 'Canvas' }).click()
  if (template !== undefined) await takeTemplate(page, template)
  if (canvas !== undefined) {
    await choose('aspect' in canvas ? 'Shape' : 'Pixels')
    if ('aspect' in canvas) await choose(canvas.aspect)
    else {
      await page.getByRole('textbox', { name: 'Width' }).fill(String(canvas.width))
      await page.getByRole('textbox', { name: 'Height' }).fill(String(canvas.height))
    }
  }
  if (backdrop !== undefined || shadow !== undefined) await page.getByRole('tab', { name: 'Background' }).click()
  if (backdrop !== undefined && 'colour' in backdrop) {
    await choose('Plain')
    await page.getByRole('textbox', { name: 'Colour as hex' }).fill(backdrop.colour)
  }
  if (backdrop !== undefined && 'file' in backdrop) {
    await choose('Picture')
    await page.getByTestId('backdrop-input').setInputFiles(backdrop.file)
    await page.getByRole('radio', { name: 'Fill', exact: true }).waitFor()
  }
  if (backdrop !== undefined && 'scene' in backdrop) {
    await choose('Scene')
    await page.locator(`input[type="radio"][value="${backdrop.scene}"]`).check({ force: true })
  }
  if (shadow !== undefined) await choose(shadowNames[shadow])
  await page.getByRole('tab', { name: 'Model' }).click()
}

async function takeTemplate(page: Page, { name, file }: NonNullable<CompositionOptions['template']>): Promise<void> {
  const take = async (item: string | RegExp) => {
    await page.getByRole('button', { name: /^Template:/ }).click()
    await page.getByRole('menuitem', { name: item }).last().click()
  }
  if (file !== undefined) {
    await take(/^Save or manage/)
    const dialog = page.getByRole('dialog', { name: 'Your templates' })
    await dialog.getByTestId('template-input').setInputFiles(file)
    await dialog.getByRole('textbox', { name: `Name of ${name}`, exact: true }).waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
  }
  await take(name)
}
