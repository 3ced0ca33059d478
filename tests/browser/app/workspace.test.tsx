import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { drawingEngine } from './drawingEngine.ts'
import { bring, findings, show, tile } from './page.tsx'

let shown: ReturnType<typeof show>

beforeEach(async () => {
  document.documentElement.lang = 'en'
  document.title = 'Clearcut'
  await page.viewport(1280, 800)
})

afterEach(() => shown.close())

const picture = () => page.getByRole('img')

/** The colour in the middle of the stage, as the canvas holds it. */
function middle(): number[] {
  const canvas = document.querySelector<HTMLCanvasElement>('canvas.canvas')
  const context = canvas?.getContext('2d')
  if (canvas === null || !context) throw new Error('no canvas')
  const box = document.querySelector('.sheet')?.getBoundingClientRect()
  const stage = canvas.getBoundingClientRect()
  const x = (box?.left ?? 0) - stage.left + (box?.width ?? 0) / 2
  const y = (box?.top ?? 0) - stage.top + (box?.height ?? 0) / 2
  return [...context.getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1).data]
}

/** What can be read without opening anything. */
// biome-ignore lint/performance/useDomNodeTextContent: what is closed does not count
const shownWords = () => document.body.innerText

describe('the page', () => {
  it('begins with an invitation and no finding of axe', async () => {
    shown = show(drawingEngine())
    await expect.element(page.getByRole('button', { name: 'Choose photos' })).toBeVisible()
    expect(await findings()).toEqual([])
  })

  it('shows progress that can be cancelled', async () => {
    shown = show(drawingEngine({ isHeld: true }))
    bring(shown.app, 'a.jpg')
    await expect.element(page.getByTestId('progress')).toHaveTextContent('Finding the subject')
    await expect
      .element(page.getByRole('progressbar', { name: 'Cutting a.jpg' }))
      .toHaveAttribute('aria-valuenow', '40')
    expect(await findings()).toEqual([])
    await page.getByRole('button', { name: 'Cancel a.jpg' }).click()
    await expect.element(tile('a.jpg')).toHaveAccessibleName('a.jpg, cancelled')
  })

  it('compares, and shows the cutout and its mask', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'a.jpg')
    const divider = page.getByRole('slider', { name: 'Compare before and after' })
    await expect.element(divider).toHaveAttribute('aria-valuetext', '42 % before, 58 % cut-out')
    expect(await findings()).toEqual([])
    await page.getByRole('radio', { name: 'Mask' }).click()
    await expect.element(picture()).toHaveAccessibleName('Mask of a.jpg, 60 × 40')
    expect(middle()).toEqual([255, 255, 255, 255])
    await page.getByRole('radio', { name: 'Cut-out' }).first().click()
    await expect.element(picture()).toHaveAccessibleName('Cut-out of a.jpg, 60 × 40')
    expect(middle()).toEqual([192, 0, 0, 255])
  })

  it('moves the divider by keys', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'a.jpg')
    const divider = page.getByRole('slider', { name: 'Compare before and after' })
    await expect.element(divider).toBeVisible()
    document.querySelector<HTMLElement>('.divider')?.focus()
    await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}')
    await expect.element(divider).toHaveAttribute('aria-valuenow', '54')
    await userEvent.keyboard('{End}')
    await expect.element(divider).toHaveAttribute('aria-valuenow', '100')
  })

  it('zooms by keys and fits again', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'a.jpg')
    const zoom = page.getByRole('button', { name: /^Zoom \d/ })
    await expect.element(zoom).toHaveTextContent(/300/)
    await userEvent.keyboard('+')
    await expect.element(zoom).toHaveTextContent(/375/)
    await userEvent.keyboard('1')
    await expect.element(zoom).toHaveTextContent(/100/)
    await userEvent.keyboard('f')
    await expect.element(zoom).toHaveTextContent(/300/)
  })

  it('says what is wrong with a photo and what to do, and goes on with the others', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'bad.jpg', 'a.jpg')
    await expect
      .element(page.getByRole('heading', { name: 'This picture is damaged and cannot be opened.' }))
      .toBeVisible()
    await expect.element(tile('a.jpg')).toHaveAccessibleName('a.jpg, done')
    expect(await findings()).toEqual([])
  })

  it('removes by key, keeps the focus in the list, and brings back', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'a.jpg', 'b.jpg')
    await tile('a.jpg').click()
    await userEvent.keyboard('{Delete}')
    await expect.element(tile('a.jpg')).not.toBeInTheDocument()
    await expect.element(tile('b.jpg')).toHaveFocus()
    expect(await findings()).toEqual([])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.element(tile('a.jpg')).toHaveAttribute('aria-current', 'true')
  })

  it('tells what made the cutout', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'odd.gif')
    const about = page.getByTestId('about-cutout')
    await expect.element(about).toHaveTextContent('WASM, 2 threads')
    await expect.element(about).toHaveTextContent('This file is animated')
  })

  it('downloads from the menu by keyboard', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'a.jpg', 'a.jpg')
    await expect.element(page.getByRole('button', { name: 'Download all (2)' })).toBeEnabled()
    document.querySelector<HTMLElement>('.download-more')?.focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('menuitem', { name: 'WebP' })).toBeVisible()
    expect(await findings()).toEqual([])
    await userEvent.keyboard('{End}{Enter}')
    await expect.poll(() => shown.saved).toEqual(['in ZIP: a-cutout.png', 'in ZIP: a-cutout (2).png', 'clearcut.zip'])
  })

  it('has no finding of axe in any tab, dialog and size', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'a.jpg')
    await expect.element(page.getByRole('tab', { name: 'Background' })).toBeVisible()
    for (const width of [1280, 768, 360]) {
      await page.viewport(width, 740)
      for (const name of ['Background', 'Export', 'Model']) {
        await page.getByRole('tab', { name }).click()
        expect(await findings(), `${name} at ${width}`).toEqual([])
      }
    }
    await page.getByRole('button', { name: 'Help and shortcuts' }).click()
    await expect.element(page.getByRole('dialog')).toBeVisible()
    expect(await findings()).toEqual([])
  })

  it('keeps to words that everybody knows, and what lies behind them closed', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'a.jpg')
    await expect.element(tile('a.jpg')).toHaveAccessibleName('a.jpg, done')
    const technical = /WASM|WebGPU|keyed|\bwF\b|\bMAE\b|postProcessMask|Network input|Normalisation/i
    for (const name of ['Edges', 'Background', 'Export', 'Model']) {
      await page.getByRole('tab', { name }).click()
      expect(shownWords(), name).not.toMatch(technical)
    }
    const pill = page.getByRole('button', { name: 'No photo has left this device' })
    await pill.click()
    await expect.element(page.getByRole('dialog')).toHaveTextContent('No request has left this site.')
    expect(await findings()).toEqual([])
    await userEvent.keyboard('{Escape}')
    shown.app.store.setState({ isShelfOpen: true })
    await expect.element(page.getByTestId('shelf')).toBeVisible()
    await page.getByText(/^All \d+ models$/).click()
    expect(shownWords(), 'shelf').not.toMatch(technical)
  })
})
