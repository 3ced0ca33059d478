import { describe, expect, it } from 'vitest'
import type { FolderPhoto, WatchedFolder } from '#core/folders.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { fakeApp } from './fakes.ts'

const photo = (name: string): FolderPhoto => ({ name, file: new File(['x'], name), folder: 'Shop' })

/** A folder with two photos, into which the test puts others. */
function shop(isAllowed = true) {
  let end: (outcome: Outcome<null>) => void = () => {}
  const ended = new Promise<Outcome<null>>((resolve) => {
    end = resolve
  })
  const told: {
    put?: (photos: FolderPhoto[]) => void
    signal?: AbortSignal
    isAgreed?: boolean
    isForgotten?: boolean
  } = {}
  const folder: WatchedFolder = {
    name: 'Shop',
    there: 2,
    isAllowed,
    allow: async () => told.isAgreed === true,
    forget() {
      told.isForgotten = true
    },
    photosThere: async () => [photo('old 1.jpg'), photo('old 2.jpg')],
    watch(onPhotos, signal) {
      Object.assign(told, { put: onPhotos, signal })
      signal.addEventListener('abort', () => end(success(null)))
      return ended
    },
  }
  return { folder, told, end: (outcome: Outcome<null>) => end(outcome) }
}

describe('a watched folder', () => {
  it('brings what appears in it, and what was there only when asked', async () => {
    const { app, folders } = fakeApp()
    const { folder, told } = shop()
    folders.push(folder)
    await app.watching.begin()
    const names = () => app.store.getState().jobs.map(({ photo: { name } }) => name)
    expect(names()).toEqual([])
    told.put?.([photo('new.jpg')])
    expect(names()).toEqual(['new.jpg'])
    expect(app.store.getState().jobs[0]?.photo.folder).toBe('Shop')
    expect(app.store.getState().watching).toEqual({ name: 'Shop', there: 2, came: 1, isResting: false })
    await app.watching.takeThere()
    expect(names()).toEqual(['new.jpg', 'old 1.jpg', 'old 2.jpg'])
    expect(app.store.getState().watching).toEqual({ name: 'Shop', there: 0, came: 1, isResting: false })
  })

  it('is let go when another is chosen, and by hand, without a word of failure', async () => {
    const { app, folders } = fakeApp()
    const [one, other] = [shop(), shop()]
    folders.push(one.folder, other.folder)
    await app.watching.begin()
    await app.watching.begin()
    expect(one.told.signal?.aborted).toBe(true)
    expect(other.told.signal?.aborted).toBe(false)
    await app.watching.begin()
    expect(other.told.signal?.aborted, 'a dialog that was closed changes nothing').toBe(false)
    app.watching.end()
    await Promise.resolve()
    expect(other.told.signal?.aborted).toBe(true)
    expect(app.store.getState()).toMatchObject({ watching: undefined, notices: [] })
  })

  it('is taken up after a reload, by itself or once the person agrees, and not after it was let go', async () => {
    const { app, folders } = fakeApp()
    const [allowed, asked] = [shop(), shop(false)]
    folders.push(allowed.folder)
    await app.watching.resume()
    expect(allowed.told.put).toBeDefined()
    app.watching.end()
    expect(allowed.told.isForgotten).toBe(true)

    folders.push(asked.folder)
    await app.watching.resume()
    expect(app.store.getState().watching).toMatchObject({ name: 'Shop', isResting: true })
    await app.watching.goOn()
    expect(asked.told.put, 'refused').toBeUndefined()
    asked.told.isAgreed = true
    await app.watching.goOn()
    asked.told.put?.([photo('since.jpg')])
    expect(app.store.getState().watching).toMatchObject({ came: 1, isResting: false })
  })

  it('is watched once, and read once, however often that was pressed', async () => {
    const { app, folders } = fakeApp()
    const { folder, told } = shop(false)
    let watches = 0
    folders.push({
      ...folder,
      watch(...given) {
        watches += 1
        return folder.watch(...given)
      },
    })
    await app.watching.resume()
    told.isAgreed = true
    await Promise.all([app.watching.goOn(), app.watching.goOn()])
    expect(watches).toBe(1)
    await Promise.all([app.watching.takeThere(), app.watching.takeThere()])
    expect(app.store.getState().jobs).toHaveLength(2)
  })

  it('that can no longer be read is told, and its photos stay', async () => {
    const { app, folders } = fakeApp()
    const { folder, told, end } = shop()
    folders.push(folder)
    await app.watching.begin()
    told.put?.([photo('new.jpg')])
    end(failure('folder-gone'))
    await expect.poll(() => app.store.getState().watching).toBeUndefined()
    expect(app.store.getState().notices).toMatchObject([{ kind: 'failure', reason: 'folder-gone', subject: 'Shop' }])
    expect(app.store.getState().jobs).toHaveLength(1)
  })
})
