import type { Page } from '@playwright/test'
import type { Report } from '#tools/benchContract.ts'
import type { DrivenApp } from '#tools/drive/drivenApp.ts'
import { composed, untilComposed } from './composedStage.ts'
import { writeLargePhoto } from './largePhoto.ts'

/** A part of a composition: how it is chosen, from a plain gradient on, and the slider by which it is changed then. */
interface Stage {
  name: string
  tab?: 'Canvas'
  choose(page: Page): Promise<void>
  slider?: { name: string; from: number; by: number }
  /** Leaves all as it was. */
  leave?(page: Page): Promise<void>
}

const pick = async (page: Page, name: string) =>
  await page.getByRole('tabpanel').getByRole('radio', { name, exact: true }).check({ force: true })
const flip = async (page: Page, name: string, isOn: boolean) =>
  await page.getByRole('switch', { name }).setChecked(isOn, { force: true })
const slide = async (page: Page, name: string, value: number) =>
  await page.getByRole('slider', { name, exact: true }).fill(String(value))

const shadow = (name: string, kind: string): Stage => ({
  name,
  choose: (page) => pick(page, kind),
  slider: { name: 'Opacity', from: 30, by: 10 },
  leave: (page) => pick(page, 'None'),
})
const switched = (name: string, of: string, slider: NonNullable<Stage['slider']>): Stage => ({
  name,
  choose: (page) => flip(page, of, true),
  slider,
  leave: (page) => flip(page, of, false),
})
const slid = (name: string, of: string, from: number): Stage => ({
  name,
  choose: (page) => slide(page, of, from),
  slider: { name: of, from: from + 5, by: 5 },
  leave: (page) => slide(page, of, 0),
})
const scene = (name: string, of: string): Stage => ({
  name,
  choose: async (page) => {
    await pick(page, 'Scene')
    await pick(page, of)
  },
})

const stages: readonly Stage[] = [
  { name: 'gradient', choose: async () => {}, slider: { name: 'Angle', from: 20, by: 20 } },
  shadow('contact', 'Contact'),
  shadow('drop', 'Drop'),
  shadow('cast', 'Cast'),
  switched('outline', 'Outline', { name: 'Width', from: 1, by: 0.5 }),
  switched('glow', 'Glow', { name: 'Reach of the glow', from: 8, by: 2 }),
  slid('tones', 'Brightness', 10),
  slid('match', 'Suit the colours behind', 40),
  slid('wrap', 'Light from behind', 40),
  {
    name: 'turned',
    tab: 'Canvas',
    choose: (page) => page.getByRole('textbox', { name: 'Turn' }).fill('17'),
    leave: (page) => page.getByRole('textbox', { name: 'Turn' }).fill('0'),
  },
  scene('scene-table', 'Table'),
  scene('scene-colours', 'Colours'),
  {
    name: 'picture-darkened',
    choose: async (page) => {
      await pick(page, 'Picture')
      await page.getByTestId('backdrop-input').setInputFiles(await writeLargePhoto([1800, 1200]))
      await slide(page, 'Darkened', 30)
    },
    slider: { name: 'Darkened', from: 35, by: 5 },
  },
  {
    name: 'blurred',
    choose: (page) => pick(page, 'Blurred'),
    slider: { name: 'Out of focus', from: 2, by: 1 },
  },
]

/** Moves of a slider that are timed. */
const moves = 5

/**
 * What each part of a composition takes, one after the other on a gradient at the photo's own size. `compose-ms:<photo>:<part>`: all of the composing, with what lies
 * behind, when the file is written at full size; `compose-shown-ms:<photo>:<part>`: from a move of its slider until the stage shows it, the middle of five.
 */
export async function measureStages(app: DrivenApp, photo: string, report: Report): Promise<void> {
  const { page } = app
  await page.getByRole('tab', { name: 'Canvas' }).click()
  for (const choice of ['Photo', 'As in photo']) await pick(page, choice)
  await page.getByRole('tab', { name: 'Export' }).click()
  await pick(page, 'JPEG')
  await page.getByRole('tab', { name: 'Background' }).click()
  await pick(page, 'None')
  for (const { name, tab = 'Background', choose, slider, leave } of stages) {
    await page.getByRole('tab', { name: tab }).click()
    await opened(page)
    await choose(page)
    await composed(page)
    if (slider !== undefined) {
      const times: number[] = []
      for (let move = 0; move < moves; move += 1) {
        const shown = untilComposed(page)
        await slide(page, slider.name, slider.from + move * slider.by)
        times.push(await shown)
      }
      report(
        `compose-shown-ms:${photo}:${name}`,
        times.sort((one, other) => one - other)[moves >> 1] ?? Number.NaN,
        'ms',
      )
    }
    await app.download()
    report(`compose-ms:${photo}:${name}`, (await app.writeMs()).compose ?? Number.NaN, 'ms')
    await page.getByRole('tab', { name: tab }).click()
    await opened(page)
    await leave?.(page)
  }
}

/** Opens what lies closed again after another tab was looked at. */
async function opened(page: Page): Promise<void> {
  const tones = page.locator('details.tones:not([open]) > summary')
  if (await tones.isVisible()) await tones.click()
}
