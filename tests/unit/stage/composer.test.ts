import { expect, it } from 'vitest'
import type { ComposedView } from '#core/look.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { Composer } from '#features/stage/composer.ts'

/** A composer whose requests the test settles one by one. */
function setUp() {
  const asked: { what: string; settle(outcome?: Outcome<ComposedView>): Promise<void> }[] = []
  const shown: string[] = []
  const closed: string[] = []
  const composer = new Composer<string>(
    (request, { isFine, isExact }) =>
      new Promise((resolve) => {
        const what = `${request}${isFine ? ' in detail' : ''}${isExact ? ' to the pixel' : ''}`
        // Node has no ImageBitmap; it is only ever closed.
        const picture = { width: 1, height: 1, close: () => closed.push(what) } as ImageBitmap
        const view = { picture, size: { width: 1, height: 1 }, isExact }
        const settle = async (outcome: Outcome<ComposedView> = success(view)) => {
          resolve(outcome)
          await new Promise((next) => setTimeout(next))
        }
        asked.push({ what, settle })
      }),
    ({ made }) => shown.push(made),
  )
  const want = (name: string, isFine = false, isExact = false) =>
    composer.want({ name, request: name, isFine, isExact })
  return { composer, want, asked, shown, closed, requests: () => asked.map(({ what }) => what) }
}

it('makes one picture at a time, and skips what nobody wants any more', async () => {
  const { want, asked, shown, requests } = setUp()
  for (const name of ['a', 'b', 'c']) want(name)
  expect(requests()).toEqual(['a'])
  await asked[0]?.settle()
  await asked[1]?.settle()
  expect(requests()).toEqual(['a', 'c'])
  expect(shown).toEqual(['a', 'c'])
})

it('follows the screen first, and gives detail after it', async () => {
  const { want, asked, requests } = setUp()
  want('a', true)
  await asked[0]?.settle()
  await asked[1]?.settle()
  want('b', true)
  expect(requests()).toEqual(['a', 'a in detail', 'b'])
})

it('measures to the pixel after it, but not what is known to be exact already', async () => {
  const { want, asked, requests } = setUp()
  want('a', false, true)
  await asked[0]?.settle()
  await asked[1]?.settle()
  want('b', false, true)
  const picture = { width: 1, height: 1, close: () => undefined } as unknown as ImageBitmap
  await asked[2]?.settle(success({ picture, size: { width: 1, height: 1 }, isExact: true }))
  want('b', true, true)
  expect(requests()).toEqual(['a', 'a to the pixel', 'b', 'b in detail to the pixel'])
})

it('does not try again what could not be made, until something changes', async () => {
  const { want, asked, shown, requests } = setUp()
  want('a')
  await asked[0]?.settle(failure('damaged'))
  want('a')
  want('b')
  await asked[1]?.settle()
  expect(requests()).toEqual(['a', 'b'])
  expect(shown).toEqual(['b'])
})

it('closes what comes after its end, or after nothing is wanted', async () => {
  const { composer, want, asked, shown, closed } = setUp()
  want('a')
  composer.want(undefined)
  await asked[0]?.settle()
  want('a')
  composer.end()
  await asked[1]?.settle()
  expect(shown).toEqual([])
  expect(closed).toEqual(['a', 'a'])
})
