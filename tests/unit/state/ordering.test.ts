import { describe, expect, it } from 'vitest'
import { fakeApp } from './fakes.ts'

function five() {
  const { app } = fakeApp()
  app.photos.add(['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, file: new File([name], name) })))
  const names = () =>
    app.store
      .getState()
      .jobs.map(({ photo }) => photo.name)
      .join('')
  const idOf = (name: string) => app.store.getState().jobs.find(({ photo }) => photo.name === name)?.photo.id ?? ''
  return { app, names, idOf }
}

describe('photos in order by hand', () => {
  it('several are moved at once, in the order in which they stand', () => {
    const { app, names, idOf } = five()
    app.ordering.move([idOf('d'), idOf('a')], 'after', idOf('b'))
    expect(names()).toBe('badce')
    app.ordering.move([idOf('e')], 'before', idOf('b'))
    expect(names()).toBe('ebadc')
    app.ordering.move([idOf('e'), idOf('b')], 'before', idOf('b'))
    expect(names(), 'onto themselves').toBe('ebadc')
  })

  it('one moves by places, no further than the ends', () => {
    const { app, names, idOf } = five()
    app.ordering.moveBy(idOf('b'), 2)
    expect(names()).toBe('acdbe')
    app.ordering.moveBy(idOf('b'), -9)
    expect(names()).toBe('bacde')
    expect(app.store.getState().spoken).toBe('b, 1 of 5')
  })

  it('a photo that is brought back stays where it is when an earlier move is undone and done again', () => {
    const { app, names, idOf } = five()
    app.photos.remove([idOf('a')])
    app.ordering.moveBy(idOf('b'), 1)
    app.photos.undoRemove()
    expect(names()).toBe('acbde')
    app.history.undo()
    expect(names()).toBe('abcde')
    app.history.redo()
    expect(names()).toBe('acbde')
  })

  it('the order comes back by undo, also with photos that came and went since', () => {
    const { app, names, idOf } = five()
    app.ordering.moveBy(idOf('e'), -4)
    app.photos.add([{ name: 'f', file: new File(['f'], 'f') }])
    app.photos.remove([idOf('b')])
    app.history.undo()
    expect(names(), 'the photo first').toBe('eabcdf')
    app.history.undo()
    expect(names()).toBe('abcdef')
    app.history.redo()
    expect(names()).toBe('eabcdf')
  })

  it('decides which photo is cut next', () => {
    const { app, asked } = fakeApp()
    app.photos.add(['a', 'b', 'c'].map((name) => ({ name, file: new File([name], name) })))
    const last = app.store.getState().jobs[2]?.photo.id ?? ''
    app.ordering.moveBy(last, -1)
    asked[0]?.finish()
    return expect.poll(() => asked.map(({ name }) => name)).toEqual(['a', 'c'])
  })
})
