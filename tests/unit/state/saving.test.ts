import { describe, expect, it } from 'vitest'
import { failure } from '#core/outcome.ts'
import { hasUnsaved } from '#state/unsaved.ts'
import { bring, fakeApp, idOf, settle } from './fakes.ts'

async function done(...names: string[]) {
  const fake = fakeApp()
  bring(fake.app, ...names)
  for (let index = 0; index < names.length; index += 1) {
    fake.asked[index]?.finish()
    await settle()
  }
  return fake
}

describe('saving cutouts', () => {
  it('names the file after the photo and tells its weight', async () => {
    const { app, saved } = await done('beach.jpg')
    await app.saving.download(idOf(app, 'beach.jpg'))
    expect(saved.map(({ name }) => name)).toEqual(['beach-cutout.png'])
    expect(app.store.getState().written).toMatchObject({ photoId: idOf(app, 'beach.jpg') })
    expect(app.store.getState().spoken).toBe('Downloaded beach-cutout.png')
  })

  it('writes with the settings, and with single ones replaced for once', async () => {
    const { app, saved } = await done('beach.jpg')
    app.saving.set({ format: 'jpeg', quality: 70 })
    await app.saving.download(idOf(app, 'beach.jpg'), { content: 'mask', format: 'png' })
    const settings: unknown = JSON.parse((await saved[0]?.text) ?? '')
    expect(settings).toMatchObject({ content: 'mask', format: 'png', quality: 70 })
    expect(saved[0]?.name).toBe('beach-mask.png')
    expect(app.store.getState().exportSettings).toMatchObject({ content: 'cutout', format: 'jpeg' })
  })

  it('gives photos of the same name different file names, always the same ones', async () => {
    const { app, saved, zipped } = await done('beach.jpg', 'Beach.png', 'dog.png')
    await app.saving.downloadAll()
    expect(zipped).toEqual([['beach-cutout.png', 'Beach-cutout (2).png', 'dog-cutout.png']])
    await app.saving.download(idOf(app, 'Beach.png'))
    expect(saved.map(({ name }) => name)).toEqual(['clearcut.zip', 'Beach-cutout (2).png'])
  })

  it('writes into a folder what is done, and the others as soon as they are', async () => {
    const { app, asked, inFolder } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
    asked[0]?.finish()
    await settle()
    const all = app.saving.intoFolder([idOf(app, 'b.jpg')])
    await settle()
    expect(inFolder).toEqual(['a-cutout.png'])
    expect(app.store.getState().saving).toMatchObject({ what: 'folder', done: 1, total: 2 })
    asked[1]?.finish()
    await settle()
    asked[2]?.finish()
    await all
    expect(inFolder).toEqual(['a-cutout.png', 'c-cutout.png'])
    expect(app.store.getState().spoken).toBe('2 photos written into “out”')
    expect(app.store.getState().saving).toBeUndefined()
  })

  it('says that the disk is full, and waits for nothing any more', async () => {
    const { app, inFolder } = await done('a.jpg', 'full.jpg')
    await app.saving.intoFolder()
    expect(inFolder).toEqual(['a-cutout.png'])
    expect(app.store.getState().notices).toMatchObject([{ kind: 'failure', reason: 'disk-full', subject: 'out' }])
  })

  it('ends a folder that is being filled when it is cancelled', async () => {
    const { app, asked, inFolder } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg')
    asked[0]?.finish()
    await settle()
    const all = app.saving.intoFolder()
    await settle()
    app.saving.cancelSaving()
    await all
    expect(inFolder).toEqual(['a-cutout.png'])
    expect(app.store.getState().saving).toBeUndefined()
    expect(app.store.getState().notices).toEqual([])
  })

  it('leaves out of the ZIP what has no cutout', async () => {
    const { app, asked, zipped } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg')
    asked[0]?.finish(failure('damaged'))
    await settle()
    asked[1]?.finish()
    await settle()
    await app.saving.downloadAll()
    expect(zipped).toEqual([['b-cutout.png']])
  })

  it('copies a PNG whatever the format is, without writing the same file twice', async () => {
    const { app, encodes } = await done('a.jpg')
    await app.saving.copy(idOf(app, 'a.jpg'))
    await app.saving.download(idOf(app, 'a.jpg'))
    expect(encodes()).toBe(1)
    app.saving.set({ format: 'webp' })
    await app.saving.copy(idOf(app, 'a.jpg'))
    expect(encodes()).toBe(1)
  })

  it('limits files, but neither what is copied nor layers, which have to stay as large as each other', async () => {
    const { app, encoded } = await done('a.jpg')
    app.saving.set({ size: { kind: 'percent', percent: 50 }, mostKilobytes: 80 })
    await app.saving.download(idOf(app, 'a.jpg'))
    await app.saving.copy(idOf(app, 'a.jpg'))
    await app.saving.download(idOf(app, 'a.jpg'), { content: 'layers' })
    expect(encoded.map(({ content, mostKilobytes }) => [content, mostKilobytes])).toEqual([
      ['cutout', 80],
      ['cutout', 0],
      ['colour', 0],
      ['mask', 0],
    ])
    expect(encoded.every(({ size }) => size.kind === 'percent')).toBe(true)
  })

  it('packs a set for screens of several densities, under names that belong together', async () => {
    const { app, saved, zipped, encoded } = await done('beach.jpg', 'Beach.png')
    app.saving.set({ densities: 3, mostKilobytes: 50 })
    await app.saving.downloadAll()
    expect(zipped).toEqual([
      [
        'beach-cutout.png',
        'beach-cutout@2x.png',
        'beach-cutout@3x.png',
        'Beach-cutout (2).png',
        'Beach-cutout (2)@2x.png',
        'Beach-cutout (2)@3x.png',
      ],
    ])
    expect(encoded.map(({ density, mostKilobytes }) => [density, mostKilobytes]).slice(0, 3)).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ])
    await app.saving.download(idOf(app, 'beach.jpg'))
    expect(saved.map(({ name }) => name)).toEqual(['clearcut.zip', 'beach-cutout-set.zip'])
    await app.saving.copy(idOf(app, 'beach.jpg'))
    expect(encoded.at(-1)).toMatchObject({ density: 1 })
  })

  it('packs colours and alpha of one photo into a ZIP, and those of many into a folder each', async () => {
    const { app, saved, zipped, encodes } = await done('beach.jpg', 'dog.png')
    app.saving.set({ content: 'layers', format: 'jpeg' })
    await app.saving.download(idOf(app, 'beach.jpg'))
    expect(saved.map(({ name }) => name)).toEqual(['beach-layers.zip'])
    expect(zipped).toEqual([['color.jpg', 'alpha.png']])
    expect(encodes()).toBe(2)
    await app.saving.downloadAll()
    expect(zipped[1]).toEqual([
      'beach-layers/color.jpg',
      'beach-layers/alpha.png',
      'dog-layers/color.jpg',
      'dog-layers/alpha.png',
    ])
  })

  it('copies the cutout as one PNG where downloads are layers', async () => {
    const { app, zipped, encodes } = await done('beach.jpg')
    app.saving.set({ content: 'layers', format: 'gif' })
    await app.saving.copy(idOf(app, 'beach.jpg'))
    expect(encodes()).toBe(1)
    expect(zipped).toEqual([])
  })

  it('tells when a file cannot be written', async () => {
    const { app, saved } = await done('a.jpg')
    app.composing.set(idOf(app, 'a.jpg'), { backdrop: { kind: 'colour', colour: '#bad000' } })
    await app.saving.download(idOf(app, 'a.jpg'))
    await app.saving.downloadAll()
    expect(saved).toEqual([])
    const { notices, saving } = app.store.getState()
    expect(notices).toMatchObject([{ reason: 'cannot-encode' }, { reason: 'cannot-encode', subject: 'a.jpg' }])
    expect(saving).toBeUndefined()
  })

  it('knows which cutouts nobody has downloaded as they are now', async () => {
    const { app } = await done('one.jpg', 'two.jpg')
    const isUnsaved = () => hasUnsaved(app.store.getState())
    expect(isUnsaved()).toBe(true)
    await app.saving.download(idOf(app, 'one.jpg'))
    expect(isUnsaved()).toBe(true)
    await app.saving.downloadAll()
    expect(isUnsaved()).toBe(false)
    // An edit makes it another cutout; undone, it is the one that was saved.
    app.edges.set(idOf(app, 'two.jpg'), { growPixels: 2 })
    expect(isUnsaved()).toBe(true)
    app.history.undo()
    expect(isUnsaved()).toBe(false)
  })

  it('does not count a file that could not be written as saved', async () => {
    const { app } = await done('one.jpg')
    app.composing.set(idOf(app, 'one.jpg'), { backdrop: { kind: 'colour', colour: '#bad000' } })
    await app.saving.download(idOf(app, 'one.jpg'))
    await app.saving.downloadAll()
    expect(hasUnsaved(app.store.getState())).toBe(true)
  })

  it('keeps the folders of photos in the ZIP of all, and not in the name of a single file', async () => {
    const { app, asked, saved, zipped } = fakeApp()
    const folders = ['tree/red', 'tree/blue', 'tree/../con']
    app.bring(folders.map((folder) => ({ name: 'a.jpg', folder, file: new File(['x'], 'a.jpg') })))
    for (const index of [0, 1, 2]) {
      asked[index]?.finish()
      await settle()
    }
    await app.saving.downloadAll()
    expect(zipped).toEqual([['tree/red/a-cutout.png', 'tree/blue/a-cutout.png', 'tree/_con/a-cutout.png']])
    await app.saving.download(app.store.getState().jobs[0]?.photo.id ?? '')
    expect(saved.at(-1)?.name).toBe('a-cutout.png')
  })
})
