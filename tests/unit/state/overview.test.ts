import { describe, expect, it } from 'vitest'
import { failure, success } from '#core/outcome.ts'
import { listedCounts, listedPhotos } from '#state/overview.ts'
import { bring, cutOf, fakeApp, idOf, settle } from './fakes.ts'

/** `b` is doubtful, `a` empty, `c10` failed, `c9` good and slow, `d` and `e` wait. */
async function mixed() {
  const fake = fakeApp()
  bring(fake.app, 'b.jpg', 'a.jpg', 'c10.jpg', 'c9.jpg', 'd.jpg', 'e.jpg')
  const cut = cutOf('auto')
  const evidence = { coverage: 0.4, area: 0.4, softness: 0.3, islands: 1, largest: 1, sides: 3 }
  const trust = { verdict: 'doubtful', score: 0.3, doubts: ['borders' as const], evidence } as const
  const ends = [
    success({ ...cut, madeWith: { ...cut.madeWith, trust: { ...trust, doubts: [...trust.doubts] } } }),
    success({ ...cut, notes: ['nothing-found' as const] }),
    failure('damaged'),
    success({ ...cut, madeWith: { ...cut.madeWith, totalMs: 900 } }),
  ]
  for (const [index, end] of ends.entries()) {
    // Each mask is one of its own, as in life.
    const mask = { ...cut.mask, id: `mask ${index}` }
    fake.asked[index]?.finish(end.ok ? success({ ...end.value, mask }) : end)
    await settle()
  }
  const names = (...how: [Parameters<typeof listedPhotos>[1], Parameters<typeof listedPhotos>[2]]) =>
    listedPhotos(fake.app.store.getState(), ...how).map(({ name }) => name)
  return { ...fake, names }
}

describe('all photos beside each other', () => {
  it('lets through what a filter asks for, and counts it', async () => {
    const { app, names } = await mixed()
    app.edges.set(idOf(app, 'c9.jpg'), { featherPixels: 1 })
    expect(names('done', 'brought')).toEqual(['b.jpg', 'a.jpg', 'c9.jpg'])
    expect(names('doubtful', 'brought')).toEqual(['b.jpg', 'a.jpg'])
    expect(names('failed', 'brought')).toEqual(['c10.jpg'])
    expect(names('waiting', 'brought')).toEqual(['d.jpg', 'e.jpg'])
    expect(names('edited', 'brought')).toEqual(['c9.jpg'])
    expect(listedCounts(app.store.getState())).toEqual({
      all: 6,
      done: 3,
      doubtful: 2,
      failed: 1,
      waiting: 2,
      edited: 1,
    })
  })

  it('orders them by name as people count, by doubt and by time', async () => {
    const { names } = await mixed()
    expect(names('all', 'name')).toEqual(['a.jpg', 'b.jpg', 'c9.jpg', 'c10.jpg', 'd.jpg', 'e.jpg'])
    expect(names('all', 'doubt').slice(0, 3)).toEqual(['a.jpg', 'b.jpg', 'c9.jpg'])
    expect(names('all', 'time')[0]).toBe('c9.jpg')
  })

  it('cuts what is urgent before what waits longer', async () => {
    const { app, asked } = await mixed()
    bring(app, 'f.jpg', 'g.jpg')
    app.cutting.first([idOf(app, 'g.jpg')])
    asked[4]?.finish()
    await settle()
    expect(asked[5]?.name).toBe('g.jpg')
  })
})

describe('going through what is doubtful', () => {
  it('shows the most doubtful first, the next when one is settled, and ends with the last', async () => {
    const { app } = await mixed()
    const selected = () => app.store.getState().selectedId
    app.reviewing.start()
    expect(selected()).toBe(idOf(app, 'a.jpg'))
    app.reviewing.next()
    expect(selected()).toBe(idOf(app, 'b.jpg'))
    app.reviewing.next()
    app.reviewing.take(idOf(app, 'a.jpg'))
    expect(selected()).toBe(idOf(app, 'b.jpg'))
    app.reviewing.take(idOf(app, 'b.jpg'))
    expect(app.store.getState()).toMatchObject({ isReviewing: false, spoken: 'Nothing is left to look at' })
  })

  it('stays with the photo where nobody reviews', async () => {
    const { app } = await mixed()
    app.photos.select(idOf(app, 'b.jpg'))
    app.reviewing.take(idOf(app, 'b.jpg'))
    expect(app.store.getState().selectedId).toBe(idOf(app, 'b.jpg'))
  })

  it('downloads some of all, and asks about these alone', async () => {
    const { app, zipped } = await mixed()
    await app.saving.downloadAll({}, [idOf(app, 'a.jpg')])
    expect(app.store.getState().asking).toMatchObject({ what: 'all' })
    app.asking.goOn()
    await settle()
    expect(zipped).toEqual([['b-cutout.png', 'c9-cutout.png']])
  })
})
