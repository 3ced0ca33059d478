import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { AppServer } from '../server.ts'
import { blackEdges } from './blackEdges.ts'
import type { Checks } from './checks.ts'
import type { EngineBrowser } from './engineBrowser.ts'
import { type End, Hand } from './hand.ts'
import type { MadeFiles } from './madeFiles.ts'
import { difference, exact, ofColours, ofFormulas, ofJpeg, ofNetworks, type Tolerance } from './sameFile.ts'

/** What a browser made on its way: Chromium's is what the others' is compared with. */
export interface Walked {
  files: Map<string, Uint8Array>
  ends: Map<string, End>
}

export interface Way {
  browser: EngineBrowser
  server: AppServer
  made: MadeFiles
  /** Awkward files that are brought together. */
  awkward: readonly string[]
  /** A `.safetensors` file of BiRefNet, where there is time for it. */
  checkpoint?: string
  checks: Checks
  /** Nothing to compare with: this is the walk of Chromium itself. */
  wanted?: Walked
}

const shared = resolve(import.meta.dirname, '../../../shared')
const person = join(shared, 'data/pairs/ccp-people/0097.jpg')
const ownModel = join(shared, 'cases/models/seg-plain.onnx')
const disc = join(shared, 'cases/dark-disc.jpg')
/** Of the published BiRefNets, in pixels. */
const smallestTier = 512

/** Entries of the menu of downloads, and how far a file may be from Chromium's. */
const downloads: readonly (readonly [entry: string, tolerance?: Tolerance])[] = [
  ['PNG', exact],
  ['WebP'],
  ['GIF'],
  ['JPEG', ofJpeg],
  ['Mask only', exact],
  ['Colour and alpha', exact],
]

/** Walks the main road: photo, product, colours, own model, comparison, all downloads, awkward files, reload, and without a network. */
export async function walk(way: Way): Promise<Walked> {
  const { browser, server, made, awkward, checkpoint, checks, wanted } = way
  const hand = new Hand(browser)
  const walked: Walked = { files: new Map(), ends: new Map() }
  const compare = async (name: string, bytes: Uint8Array, tolerance?: Tolerance) => {
    walked.files.set(name, bytes)
    const reference = wanted?.files.get(name)
    const found = reference === undefined ? undefined : await difference(bytes, reference, tolerance)
    checks.check(found === undefined, `${name} is Chromium's`, found)
  }
  const cut = async (path: string, name: string) => {
    const count = await browser.run<number>(`return document.querySelectorAll('.tile').length`)
    await hand.bring(path)
    await hand.settled(count + 1)
    const end = await hand.look(name)
    if (end.status !== 'done') throw new Error(`${name} is not cut: ${end.reason}`)
    checks.check(true, `${name} is cut`)
  }

  await checks.part('the page', async () => {
    await hand.open(server.url)
    const isIsolated = await browser.run<boolean>('return crossOriginIsolated')
    checks.check(isIsolated, 'the page is isolated')
    // Pressed once, at once: Firefox moves the focus into a dialog only after a while.
    await hand.press('Help and shortcuts')
    await browser.press('Escape')
    checks.check(await hand.isClosed('dialog'), 'Escape closes the help that has just been opened')
  })
  await checks.part('a product', async () => {
    await cut(made.product, 'product.png')
    for (const [entry, tolerance] of downloads)
      await compare(`product ${entry}`, (await hand.download(entry)).bytes, tolerance)
    checks.check(/^100 % before/.test(await hand.compareAt('End')), 'the comparison goes to the photo alone')
    checks.check(/^0 % before/.test(await hand.compareAt('Home')), 'and to the cutout alone')
  })
  await checks.part('a photo', async () => {
    await cut(made.photo, 'photo.jpg')
    await compare('photo PNG', (await hand.download('PNG')).bytes, exact)
  })
  await checks.part('soft edges', async () => {
    await cut(made.soft, 'soft.png')
    const { bytes } = await hand.download('PNG')
    checks.check((await blackEdges(bytes)) === 0, 'no soft pixel is black')
    await compare('soft PNG', bytes, exact)
  })
  await checks.part('faint colours', async () => {
    await cut(made.faint, 'faint.png')
    await compare('faint PNG', (await hand.download('PNG')).bytes, exact)
  })
  await checks.part('Display P3', async () => {
    await cut(made.wide, 'wide.png')
    await compare('wide PNG', (await hand.download('PNG')).bytes, ofColours)
    const [red = 0, green = 0, blue = 0] = await hand.stagePixel()
    // The numbers of the file shown as if they were sRGB would be about 185, 70, 50.
    checks.check(
      Math.abs(red - 200) < 7 && Math.abs(green - 60) < 7 && Math.abs(blue - 40) < 7,
      'the stage shows its colours',
      `${red}, ${green}, ${blue}`,
    )
  })
  if (existsSync(person))
    await checks.part('a person', async () => {
      await cut(person, '0097.jpg')
      const { bytes } = await hand.download('PNG')
      await compare('person PNG', bytes, ofNetworks)
    })
  if (existsSync(ownModel))
    await checks.part('an own ONNX model', async () => {
      await hand.bring(ownModel)
      await hand.wait(
        'the model',
        `return document.querySelector('[data-testid="model-chip"][data-kind="onnx"]') ? true : undefined`,
      )
      await cut(disc, 'dark-disc.jpg')
      await compare('own model PNG', (await hand.download('PNG')).bytes, ofNetworks)
    })
  await checks.part('awkward files', async () => {
    const count = await browser.run<number>(`return document.querySelectorAll('.tile').length`)
    await hand.bring(...awkward)
    await hand.settled(count + awkward.length)
    for (const path of awkward) {
      const end = await hand.look(path.slice(path.lastIndexOf('/') + 1))
      walked.ends.set(end.name, end)
      const other = wanted?.ends.get(end.name)
      const isSame = other === undefined || inWords(end) === inWords(other)
      checks.check(isSame, `${end.name}: ${inWords(end)}`, isSame ? '' : `Chromium: ${inWords(other ?? end)}`)
    }
  })
  if (checkpoint !== undefined)
    await checks.part('a checkpoint', async () => {
      await hand.bring(checkpoint)
      const told = await hand.wait<string>(
        'the checkpoint',
        `if (document.querySelector('[data-testid="model-chip"][data-kind="birefnet"]')) return 'taken'
        return document.querySelector('[data-notice="failure"] p')?.textContent ?? undefined`,
      )
      // Where nothing can be kept, a plain no is right.
      checks.check(told === 'taken' || /keep|store/.test(told), `a checkpoint is ${told}`)
      if (told === 'taken') {
        await hand.chooseTier(smallestTier)
        await cut(made.photo, 'photo.jpg')
        await compare('checkpoint PNG', (await hand.download('PNG')).bytes, ofFormulas)
      }
      await hand.useAuto()
    })
  await checks.part('reload, and without a network', async () => {
    await browser.run(`await navigator.serviceWorker.ready`)
    await hand.wait('the offline copy', `return navigator.serviceWorker.controller ? true : undefined`).catch(() => {})
    await hand.open(`${server.url}?again`)
    // The own model is still there and chosen: the product is to be cut as it was before.
    await cut(made.soft, 'soft.png')
    await hand.useAuto()
    await cut(made.product, 'product.png')
    await compare('product PNG', (await hand.download('PNG')).bytes, exact)
    await server.close()
    await hand.open(`${server.url}?offline`)
    await cut(made.product, 'product.png')
    await compare('product PNG', (await hand.download('PNG')).bytes, exact)
  })
  checks.check(browser.complaints.length === 0, 'no error in the console', browser.complaints.slice(0, 3).join(' | '))
  return walked
}

function inWords({ status, reason, notes }: End): string {
  return [status, ...(reason === undefined ? [] : [reason]), ...notes.filter((note) => note !== 'nothing-found')].join(
    ' ',
  )
}
