import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type EngineBrowser, pause, until } from './engineBrowser.ts'

/** What became of a photo, as its tile and its card say. */
export interface End {
  name: string
  status: string
  reason?: string
  notes: string[]
}

/** Photos are not done in all that time: whatever comes after them would wait as long. */
export class Stuck extends Error {}

/** A person's hand at the page, the same in every browser. */
export class Hand {
  readonly #browser: EngineBrowser

  constructor(browser: EngineBrowser) {
    this.#browser = browser
  }

  /** Opens the page and has it empty: photos of an earlier visit are left where they are. */
  async open(url: string): Promise<void> {
    await this.#browser.goto(url)
    await this.wait('what came back', `return document.querySelector('.app[data-kept="true"]') !== null || undefined`)
    const hasPhotos = await this.#browser.run<boolean>(`return document.querySelector('.tile') !== null`)
    if (hasPhotos) await this.press('Start afresh')
    await this.wait(
      'the empty page',
      `return document.querySelector('[data-testid="photos-input"]') !== null || undefined`,
    )
  }

  /** Waits until this body gives something. */
  async wait<T>(what: string, body: string, args: readonly unknown[] = [], patienceMs = 180_000): Promise<T> {
    const ask = async () => (await this.#browser.run<T | null>(body, ...args).catch(() => null)) ?? undefined
    return await until(what, ask, patienceMs)
  }

  async bring(...paths: string[]): Promise<void> {
    const isEmpty = await this.#browser.run<boolean>(`return document.querySelector('.tile') === null`)
    await this.#browser.choose(isEmpty ? 'photos-input' : 'add-input', paths)
  }

  /** Waits until there are so many photos and none of them waits or works. */
  async settled(count: number, patienceMs = 240_000 + 20_000 * count): Promise<void> {
    const body = `const all = [...document.querySelectorAll('.tile')].map((tile) => tile.dataset.status)
      return (all.length >= args[0] && all.every((status) => status === 'done' || status === 'failed')) || undefined`
    try {
      await this.wait(`${count} photos to be done`, body, [count], patienceMs)
    } catch (error) {
      const look = `return [...document.querySelectorAll('.tile')].map((tile) => tile.dataset.name + ': ' + tile.dataset.status).join(', ')`
      const tiles = await this.#browser.run<string>(look).catch(String)
      throw new Stuck(`${error instanceof Error ? error.message : String(error)}; there is: ${tiles || 'no tile'}`)
    }
  }

  /** Looks at a photo; waits until its cutout, or what went wrong with it, is told. */
  async look(name: string): Promise<End> {
    const pick = `const tile = [...document.querySelectorAll('.tile')].find((one) => one.dataset.name === args[0])
      tile?.querySelector('.tile-pick')?.click()
      return tile?.dataset.status`
    const status = await this.wait<string>(`the tile of ${name}`, pick, [name])
    const told = `const name = document.querySelector('.header-name')?.textContent
      if (name !== args[0]) return undefined
      const failed = document.querySelector('[data-reason]')
      const about = document.querySelector('[data-testid="about-cutout"]')
      if (args[1] === 'failed' ? failed === null : about === null) return undefined
      const notes = [...document.querySelectorAll('[data-note]')].map((note) => note.dataset.note)
      return { name, status: args[1], notes, ...(failed === null ? {} : { reason: failed.dataset.reason }) }`
    await this.press('Model', 'tab')
    return await this.wait<End>(`what became of ${name}`, told, [name, status])
  }

  /** Clicks what has this role and a name that begins so. */
  async press(name: string, role: 'button' | 'menuitem' | 'tab' = 'button'): Promise<void> {
    const body = `const wanted = args[1] === 'button' ? 'button, [role="button"]' : '[role="' + args[1] + '"]'
      const nameOf = (one) => (one.getAttribute('aria-label') ?? one.textContent).trim()
      const found = [...document.querySelectorAll(wanted)].find((one) => nameOf(one).startsWith(args[0]) && !one.disabled && one.getAttribute('aria-disabled') !== 'true')
      found?.click()
      return found === undefined ? undefined : true`
    await this.wait(`${role} ${name}`, body, [name, role])
  }

  /** Whether nothing of this role is there any more, and nothing comes late. */
  async isClosed(role: 'dialog'): Promise<boolean> {
    const isGone = `return document.querySelector('[role="' + args[0] + '"]') === null || undefined`
    const gone = await this.wait<true>(`the ${role} to close`, isGone, [role], 10_000).catch(() => undefined)
    if (gone === undefined) return false
    await pause(1000)
    return (await this.#browser.run<true | null>(isGone, role)) === true
  }

  /** Chooses the model that a fresh page has. */
  async useAuto(): Promise<void> {
    await this.press('Model', 'tab')
    const body = `const choice = document.querySelector('[data-model="auto"] input')
      choice?.click()
      return choice?.checked || undefined`
    await this.wait('the model Auto', body)
  }

  /** The size at which the chosen BiRefNet is run from now on. */
  async chooseTier(side: number): Promise<void> {
    await this.press('Model', 'tab')
    const body = `const choice = document.querySelector('[data-testid="tier"]')
      if (choice === null) return undefined
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(choice, String(args[0]))
      choice.dispatchEvent(new Event('change', { bubbles: true }))
      return choice.value === String(args[0]) || undefined`
    await this.wait('the size of the model', body, [side])
  }

  /** Downloads what is looked at, by the main button or by an entry of the menu beside it. */
  async download(entry?: string): Promise<{ name: string; bytes: Uint8Array }> {
    if (entry === undefined) await this.press('Download ')
    else {
      await this.press('More downloads')
      await this.press(entry, 'menuitem')
    }
    return await this.#arrived(entry ?? 'the download')
  }

  async #arrived(what: string): Promise<{ name: string; bytes: Uint8Array }> {
    const folder = this.#browser.downloads
    let last = -1
    const name = await until(what, () => {
      const names = existsSync(folder) ? readdirSync(folder) : []
      const [found] = names.filter((one) => !one.endsWith('.part'))
      if (found === undefined || names.some((one) => one.endsWith('.part'))) return undefined
      // Complete once it has stopped growing.
      const { size } = statSync(join(folder, found))
      const isComplete = size > 0 && size === last
      last = size
      return isComplete ? found : undefined
    })
    const path = join(folder, name)
    const bytes = new Uint8Array(readFileSync(path))
    rmSync(path)
    return { name, bytes }
  }

  /** Moves the divider of the comparison by keys; gives what it says of itself then. */
  async compareAt(key: 'Home' | 'End'): Promise<string> {
    const body = `const divider = document.querySelector('[role="slider"][aria-label="Compare before and after"]')
      divider?.dispatchEvent(new KeyboardEvent('keydown', { key: args[0], bubbles: true, cancelable: true }))
      await new Promise((done) => setTimeout(done, 300))
      return divider?.getAttribute('aria-valuetext')`
    return await this.wait('the divider', body, [key])
  }

  /** Colours of the stage's picture: the pixel in its middle, as the page draws it. */
  async stagePixel(): Promise<number[]> {
    const body = `const canvas = document.querySelector('.stage canvas')
      if (!canvas || canvas.width < 2) return undefined
      return [...canvas.getContext('2d').getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data]`
    return await this.wait('the stage', body)
  }
}
