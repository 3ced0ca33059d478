import axe from 'axe-core'
import { createRoot, type Root } from 'react-dom/client'
import { page } from 'vitest/browser'
import { App } from '#app/App.tsx'
import { behindOf } from '#app/behind.tsx'
import { failure } from '#core/outcome.ts'
import type { Engine } from '#core/ports.ts'
import { unknownAbilities } from '#core/ways/abilities.ts'
import { createApp } from '#state/app.ts'
import { fakeFiles, fakeSessions } from '#tests/fixtures/fakeSessions.ts'
import { fakeMemory, fakeShelf, fakeSources } from '#tests/fixtures/fakeShelf.ts'
import '#ui/tokens.css'
import '#ui/base.css'

/** Puts the whole page, over the given engine, into the test's document; tells what was saved. */
export function show(engine: Engine, shelf = fakeShelf()) {
  const saved: string[] = []
  const app = createApp({
    files: fakeFiles,
    sessions: fakeSessions(),
    pictures: { fetch: async () => failure('address-refused') },
    engine,
    shelf: shelf.shelf,
    sources: fakeSources,
    memory: fakeMemory(),
    templates: { recall: async () => [], keep() {} },
    zips: { async *photos() {} },
    folders: { isPossible: false, choose: async () => ({ ok: true, value: undefined }), recall: async () => undefined },
    outbox: {
      save: (_, name) => saved.push(name),
      copy: async () => ({ ok: true, value: null }),
      canShare: () => false,
      share: async () => ({ ok: true, value: false }),
      zip: async (files) => {
        for await (const { name } of files) saved.push(`in ZIP: ${name}`)
        return new Blob()
      },
      async *zips(files) {
        yield { ok: true, value: { blob: await this.zip(files), isLast: true } }
      },
      takesFolders: false,
      chooseFolder: async () => ({ ok: true, value: undefined }),
    },
    updates: { watchUpdates() {}, applyUpdate() {} },
    language: { spoken: 'en', choose: async () => true },
    abilities: () => unknownAbilities,
  })
  const host = document.createElement('div')
  host.id = 'root'
  document.body.append(host)
  const root: Root = createRoot(host)
  root.render(<App app={app} baseUrl={document.baseURI} behind={behindOf(app)} />)
  const close = () => {
    root.unmount()
    host.remove()
  }
  return { app, shelf, saved, close }
}

export function bring(app: ReturnType<typeof show>['app'], ...names: string[]): void {
  app.bring(names.map((name) => ({ name, file: new File(['x'], name) })))
}

/** Everything that the rules of WCAG 2.2 AA and good practice find on the page as it is. */
export async function findings(): Promise<string[]> {
  // What is fading in has not its own colours yet; what turns for ever is not waited for.
  const passing = document
    .getAnimations()
    .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
  await Promise.all(passing.map((animation) => animation.finished.catch(() => {})))
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const host = document.querySelector('#root')?.parentElement ?? document.body
  const { violations } = await axe.run(host, { runOnly: tags })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

export const tile = (name: string) => page.getByRole('button', { name: new RegExp(`^${name},`) })
