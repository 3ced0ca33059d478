import { expect, it } from 'vitest'
import { failure, success } from '#core/outcome.ts'
import { fakeApp, settle, statuses } from './fakes.ts'

const chair = 'https://shop.example/pictures/oak%20chair.jpg?size=large'

it('fetches a picture only once the person has agreed, and counts it as a request that left', async () => {
  const { app, fetched } = fakeApp()
  fetched.set(chair, success({ file: new Blob(['picture']), status: 200, answeredBy: 'cdn.example' }))
  app.addresses.ask([chair])
  await settle()
  expect([app.store.getState().jobs.length, app.store.getState().shelf.requests.length]).toEqual([0, 0])
  await app.addresses.agree()
  expect(statuses(app)).toEqual(['oak chair.jpg working'])
  expect(app.store.getState().askedAddresses).toEqual([])
  expect(app.store.getState().shelf.requests).toMatchObject([
    {
      url: 'https://shop.example/pictures/oak%20chair.jpg',
      purpose: 'picture',
      answeredBy: 'cdn.example',
      receivedBytes: 7,
    },
  ])
})

it('says why an address gave nothing, and goes on with the others', async () => {
  const { app, fetched } = fakeApp()
  fetched.set('https://b.example/b.png', success({ file: new Blob(['b']), status: 200, answeredBy: 'b.example' }))
  fetched.set('https://a.example/', failure('address-no-picture'))
  app.addresses.ask(['https://a.example/', 'https://b.example/b.png'])
  await app.addresses.agree()
  const { notices, shelf } = app.store.getState()
  expect(notices).toMatchObject([{ reason: 'address-no-picture', subject: 'a.example' }])
  expect(statuses(app)).toEqual(['b.png working'])
  expect(shelf.requests).toHaveLength(2)
})

it('asks nobody where the person does not agree', async () => {
  const { app } = fakeApp()
  app.addresses.ask([chair])
  app.addresses.drop()
  await app.addresses.agree()
  expect(app.store.getState().shelf.requests).toEqual([])
})
