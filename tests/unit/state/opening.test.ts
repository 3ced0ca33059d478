import { describe, expect, it, vi } from 'vitest'
import type { WatchedFolder } from '#core/folders.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { createOpening } from '#state/opening.ts'
import { createAppStore } from '#state/store.ts'
import { fakeApp } from './fakes.ts'

const file = (name: string) => ({ name, file: new File(['x'], name) })

/** A first page, on which the test chooses folders by hand. */
function firstPage() {
  const store = createAppStore()
  const chosen: ((outcome: Outcome<WatchedFolder | undefined>) => void)[] = []
  const choose = vi.fn(() => new Promise<Outcome<WatchedFolder | undefined>>((settle) => void chosen.push(settle)))
  const language = { spoken: 'de', choose: async () => true } as const
  return { store, chosen, choose, ...createOpening(store, { language, folders: { isPossible: true, choose } }) }
}

describe('the first page', () => {
  it('keeps what is brought until the app is there, and gives it in its order', () => {
    const { store, actions, handOver } = firstPage()
    const { app } = fakeApp()
    actions.bring([file('one.png')])
    actions.bring([file('two.png'), file('three.png')])
    expect(store.getState()).toMatchObject({ isBringing: true, jobs: [], language: 'de' })
    handOver(app)
    expect(app.store.getState().jobs.map(({ photo }) => photo.name)).toEqual(['one.png', 'two.png', 'three.png'])
    expect(store.getState().isBringing).toBe(false)
    actions.bring([file('four.png')])
    expect(app.store.getState().jobs).toHaveLength(4)
    expect(store.getState().isBringing).toBe(false)
  })

  it('keeps addresses, what cannot be taken, and the wish to see the sessions', () => {
    const { actions, handOver } = firstPage()
    const { app } = fakeApp()
    actions.addresses.ask(['https://shop.test/vase.jpg'])
    actions.addresses.refuse('nothing-carried')
    actions.sessions.setOpen(true)
    handOver(app)
    const { askedAddresses, notices, session } = app.store.getState()
    expect(askedAddresses).toEqual(['https://shop.test/vase.jpg'])
    expect(notices).toMatchObject([{ kind: 'failure', reason: 'nothing-carried' }])
    expect(session.isOpen).toBe(true)
  })

  it('lets a folder be chosen while the press is handled, and has it watched by the app', async () => {
    const { actions, handOver, choose, chosen } = firstPage()
    const { app } = fakeApp()
    void actions.watching.begin()
    expect(choose).toHaveBeenCalledOnce()
    handOver(app)
    const folder: WatchedFolder = {
      name: 'Shop',
      there: 2,
      isAllowed: true,
      allow: async () => true,
      forget() {},
      photosThere: async () => [],
      watch: () => new Promise(() => {}),
    }
    chosen[0]?.(success(folder))
    await vi.waitFor(() => expect(app.store.getState().watching).toMatchObject({ name: 'Shop', there: 2 }))
    expect(choose).toHaveBeenCalledOnce()
  })
})
