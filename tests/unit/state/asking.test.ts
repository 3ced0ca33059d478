import { describe, expect, it } from 'vitest'
import { success } from '#core/outcome.ts'
import { bring, cutOf, fakeApp, idOf, settle } from './fakes.ts'

/** Photos that are done: the first good, the second doubtful, the third without a subject. */
async function threeDone() {
  const fake = fakeApp()
  bring(fake.app, 'a.jpg', 'b.jpg', 'c.jpg')
  const cut = cutOf('auto')
  const evidence = { coverage: 0.4, area: 0.4, softness: 0.3, islands: 1, largest: 1, sides: 3 }
  const trust = { verdict: 'doubtful', score: 0.3, doubts: ['borders'], evidence } as const
  fake.asked[0]?.finish(success(cut))
  await settle()
  fake.asked[1]?.finish(
    success({ ...cut, madeWith: { ...cut.madeWith, trust: { ...trust, doubts: [...trust.doubts] } } }),
  )
  await settle()
  fake.asked[2]?.finish(success({ ...cut, notes: ['nothing-found'] }))
  await settle()
  return { ...fake, asking: () => fake.app.store.getState().asking }
}

describe('the question before a download', () => {
  it('tells those who cannot see the tiles what came of all photos', async () => {
    const { app } = await threeDone()
    expect(app.store.getState().spoken).toBe(
      'All photos are done, but 1 of 3 is doubtful, no subject was found in 1 photo',
    )
  })

  it('stands before an empty picture only, and is not put twice', async () => {
    const { app, asking, saved } = await threeDone()
    await app.saving.download(idOf(app, 'b.jpg'))
    expect(saved.map(({ name }) => name)).toEqual(['b-cutout.png'])
    await app.saving.download(idOf(app, 'c.jpg'))
    expect(asking()).toMatchObject({ what: 'empty', photoId: idOf(app, 'c.jpg') })
    app.asking.drop()
    expect(asking()).toBeUndefined()
    app.cutting.take([idOf(app, 'c.jpg')])
    await app.saving.download(idOf(app, 'c.jpg'))
    expect(saved.map(({ name }) => name)).toEqual(['b-cutout.png', 'c-cutout.png'])
  })

  it('leaves out of the ZIP what a person leaves out', async () => {
    const { app, asking, zipped } = await threeDone()
    await app.saving.downloadAll()
    expect(asking()).toMatchObject({ what: 'all' })
    expect(zipped).toEqual([])
    app.asking.goOn([idOf(app, 'c.jpg')])
    await settle()
    expect(zipped).toEqual([['a-cutout.png', 'b-cutout.png']])
  })

  it('is not put once the doubtful ones were taken as they are', async () => {
    const { app, asking, zipped } = await threeDone()
    app.cutting.take([idOf(app, 'b.jpg'), idOf(app, 'c.jpg')])
    await app.saving.downloadAll()
    expect(asking()).toBeUndefined()
    expect(zipped[0]).toHaveLength(3)
  })
})
