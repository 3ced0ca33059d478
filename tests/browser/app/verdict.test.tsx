import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { ownModel } from '#tests/fixtures/ownModel.ts'
import { drawingEngine } from './drawingEngine.ts'
import { bring, findings, show, tile } from './page.tsx'

let shown: ReturnType<typeof show>

beforeEach(() => page.viewport(1280, 760))
afterEach(() => shown.close())

const bar = page.getByTestId('verdict')

describe('a doubtful cutout', () => {
  it('says what is likely wrong, on the tile too, and is taken as it is on a word', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'odd.gif')
    await expect.element(tile('odd.gif')).toHaveAccessibleName('odd.gif, done, doubtful')
    await expect.element(bar).toHaveTextContent('A second look at the photo gave another outline.')
    await expect.element(bar).toHaveTextContent('background may be left')
    await expect.element(page.getByTestId('spoken')).toHaveTextContent('odd.gif: done, but doubtful. A second look')
    for (const width of [1280, 768, 360]) {
      await page.viewport(width, 740)
      expect(await findings(), `at ${width}`).toEqual([])
    }
    await expect.element(page.getByRole('button', { name: 'Leave it: odd.gif' })).not.toBeInTheDocument()
    await page.getByRole('button', { name: 'What is wrong, and what helps' }).click()
    expect(await findings(), 'open').toEqual([])
    await page.getByRole('button', { name: 'Leave it: odd.gif' }).click()
    await expect.element(tile('odd.gif')).toHaveAccessibleName('odd.gif, done')
    await expect.element(bar).not.toBeInTheDocument()
  })

  it('offers the finer models of the device, for this photo alone, and never the plain backdrop', async () => {
    shown = show(drawingEngine({ own: [ownModel] }))
    bring(shown.app, 'odd.gif')
    await expect.element(bar).toBeVisible()
    expect(bar.element().textContent).not.toContain('Plain backdrop')
    await page.getByRole('button', { name: 'Cut again with u2netp' }).click()
    await expect.element(page.getByTestId('about-cutout')).toHaveTextContent('u2netp')
    await expect.element(bar).not.toBeInTheDocument()
    expect(shown.app.store.getState().model.id).toBe('auto')
    await expect.element(page.getByTestId('made-by-own')).toHaveTextContent('u2netp, this photo only. The next: Auto')
    await page.getByRole('button', { name: 'Use u2netp for the photos that follow' }).click()
    expect(shown.app.store.getState().model.id).toBe('onnx-1')
  })
})

describe('a photo without a subject', () => {
  it('gets no tick, and no empty picture unless it is asked for', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'void.jpg')
    await expect.element(tile('void.jpg')).toHaveAccessibleName('void.jpg, no subject found')
    await expect.element(bar).toHaveTextContent('No subject was found')
    await page.getByRole('button', { name: 'Download PNG' }).click()
    await expect.element(page.getByRole('alertdialog')).toBeVisible()
    expect(await findings()).toEqual([])
    await page.getByRole('button', { name: 'Leave it', exact: true }).click()
    expect(shown.saved).toEqual([])
    await page.getByRole('button', { name: 'Download PNG' }).click()
    await page.getByRole('button', { name: 'Take the empty picture' }).click()
    await expect.poll(() => shown.saved).toEqual(['void-cutout.png'])
  })
})

describe('before all are downloaded', () => {
  it('names the doubtful and the empty ones, and leaves out what a person does not tick', async () => {
    shown = show(drawingEngine())
    bring(shown.app, 'a.jpg', 'odd.gif', 'void.jpg')
    await expect.element(tile('void.jpg')).toHaveAccessibleName('void.jpg, no subject found')
    await page.getByRole('button', { name: 'Download all (3)' }).click()
    await expect.element(page.getByRole('checkbox', { name: /odd\.gif/ })).toBeChecked()
    await expect.element(page.getByRole('checkbox', { name: /void\.jpg/ })).not.toBeChecked()
    expect(await findings()).toEqual([])
    await page.getByRole('button', { name: 'Download 2 photos' }).click()
    await expect.poll(() => shown.saved).toEqual(['in ZIP: a-cutout.png', 'in ZIP: odd-cutout.png', 'clearcut.zip'])
    await page.getByRole('button', { name: 'Download all (3)' }).click()
    await page.getByRole('button', { name: 'Leave all out' }).click()
    await expect.poll(() => shown.saved.slice(3)).toEqual(['in ZIP: a-cutout.png', 'clearcut (2).zip'])
  })
})

describe('while a finer model works', () => {
  it('shows the preview, says so, lets it be saved and keeps it on cancel', async () => {
    shown = show(drawingEngine({ own: [ownModel], isHeld: 'own' }))
    shown.app.models.choose(ownModel)
    bring(shown.app, 'a.jpg')
    await expect.element(tile('a.jpg')).toHaveAccessibleName(/^a\.jpg, preview, being cut/)
    await expect.element(page.getByTestId('preview')).toHaveTextContent('Preview')
    await page.getByRole('button', { name: 'Download PNG' }).click()
    await expect.poll(() => shown.saved).toEqual(['a-cutout.png'])
    await expect.element(page.getByText('This is the preview: the finer cutout is still being made')).toBeVisible()
    expect(await findings()).toEqual([])
    await page.getByRole('button', { name: 'Cancel a.jpg' }).click()
    await expect.element(tile('a.jpg')).toHaveAccessibleName('a.jpg, done')
    await expect.element(page.getByTestId('made-otherwise')).toHaveTextContent('Made with Auto')
  })
})
