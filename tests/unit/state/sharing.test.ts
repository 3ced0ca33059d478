import { expect, test } from 'vitest'
import { failure, success } from '#core/outcome.ts'
import { hasUnsaved } from '#state/unsaved.ts'
import { bring, fakeApp, idOf, settle } from './fakes.ts'

async function done() {
  const fake = fakeApp()
  bring(fake.app, 'beach.jpg')
  fake.asked[0]?.finish()
  await settle()
  return { ...fake, id: idOf(fake.app, 'beach.jpg'), state: () => fake.app.store.getState() }
}

test('the share sheet gets the file as it would be downloaded, and with it the cutout has left the page', async () => {
  const { app, id, shared, encoded, state } = await done()
  app.saving.set({ format: 'jpeg' })
  await app.sharing.share(id)
  expect(shared).toEqual(['beach-cutout.jpg'])
  expect(encoded.at(-1)?.format).toBe('jpeg')
  expect(state().spoken).toBe('Shared beach-cutout.jpg')
  expect(hasUnsaved(state())).toBe(false)
})

test('a sheet that was closed shares nothing, and one that was refused is told and tried again without writing anew', async () => {
  const { app, id, shareAnswers, encodes, state } = await done()
  shareAnswers.push(success(false), failure('share-refused'))
  await app.sharing.share(id)
  expect(hasUnsaved(state())).toBe(true)
  expect(state().notices).toEqual([])
  await app.sharing.share(id)
  expect(state().notices).toMatchObject([{ kind: 'failure', reason: 'share-refused', subject: 'beach-cutout.png' }])
  await app.sharing.share(id)
  expect(encodes()).toBe(1)
  expect(hasUnsaved(state())).toBe(false)
})

test('a file that was only made ready has not left the page', async () => {
  const { app, id, state } = await done()
  const names: string[] = []
  await app.saving.hand(id, async ({ name }) => {
    names.push(name)
    return undefined
  })
  expect(names).toEqual(['beach-cutout.png'])
  expect(hasUnsaved(state())).toBe(true)
})
