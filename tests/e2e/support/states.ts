import { expect } from '@playwright/test'
import { productPhoto, streetPhoto } from './data.ts'
import type { Desk } from './desk.ts'

/** A file that is no picture. */
const noPicture = import.meta.filename

/** All tabs of settings, in their order. */
const tabs = ['Model', 'Edges', 'Brush', 'Background', 'Canvas', 'Export'] as const

/** Leads the app through what a person comes to see, and stops at each state. */
export async function throughStates(desk: Desk, url: string, stop: (state: string) => Promise<void>): Promise<void> {
  const { page } = desk
  const dialog = page.getByRole('dialog')
  const dismiss = async () => {
    await page.keyboard.press('Escape')
    await expect(dialog.or(page.getByRole('menu'))).toHaveCount(0)
  }
  await desk.open(url)
  await expect(page.getByRole('button', { name: /^Try: / }).first()).toBeVisible()
  await stop('empty')

  await desk.choose(productPhoto('mug.png'), streetPhoto('street.png'), noPicture)
  await desk.settled(3)
  await desk.look('mug.png')
  await desk.edged()
  for (const tab of tabs) {
    await page.getByRole('tab', { name: tab }).click()
    await stop(`done, ${tab}`)
  }
  await page.getByRole('tab', { name: 'Model' }).click()
  await desk.look('street.png')
  await expect(page.getByTestId('verdict')).toBeVisible()
  await stop('doubtful')
  await desk.look('states.ts')
  await expect(page.locator('.card')).toBeVisible()
  await stop('failed')

  await desk.look('mug.png')
  await desk.edged()
  await page.getByRole('button', { name: 'More downloads' }).click()
  await expect(page.getByRole('menuitem').first()).toBeVisible()
  await stop('download menu')
  await dismiss()
  await page.getByRole('button', { name: /^Surface: / }).click()
  await expect(page.getByRole('menuitemradio').first()).toBeVisible()
  await stop('surface menu')
  await dismiss()

  await desk.kept()
  await page.getByRole('button', { name: 'Sessions and projects' }).click()
  await expect(page.getByTestId('sessions').getByRole('listitem').first()).toBeVisible()
  await stop('sessions')
  await dismiss()
  await page.keyboard.press('F1')
  await expect(dialog).toBeVisible()
  await stop('help')
  await dismiss()
  await page.getByTestId('requests').click()
  await expect(dialog).toBeVisible()
  await stop('requests')
  await dismiss()
  await page.getByRole('tab', { name: 'Canvas' }).click()
  await page.getByRole('button', { name: /^Template:/ }).click()
  await page.getByRole('menuitem', { name: 'Save or manage' }).click()
  await expect(dialog).toBeVisible()
  await stop('templates')
  await dismiss()
  await page.getByRole('tab', { name: 'Model' }).click()
  await page.getByTestId('shelf-line').getByRole('button').last().click()
  await expect(page.getByTestId('shelf').getByRole('article').first()).toBeVisible()
  await stop('shelf')
  await dismiss()

  await page.getByRole('button', { name: 'All photos', exact: true }).click()
  await page.locator('.overview-card').first().click()
  await expect(page.getByRole('region', { name: 'Selected photos' })).toBeVisible()
  await stop('all photos')
  await page.getByRole('button', { name: 'Back to the picture' }).click()
}

/** Stops while the first of two photos is being cut; it is never done. The context must have no service worker. */
export async function whileWorking(desk: Desk, url: string, stop: () => Promise<void>): Promise<void> {
  const { page } = desk
  await page.context().route(/\/(?:ort|models)\//, () => {})
  await desk.open(url)
  await desk.choose(productPhoto('first.png'), productPhoto('second.png'))
  await expect(page.getByTestId('progress')).toBeVisible()
  await stop()
  await page.context().unrouteAll({ behavior: 'ignoreErrors' })
}
