import { expect, test } from 'vitest'
import { findEntry } from '#core/catalogue/catalogue.ts'
import { plainChoices, recommendedChoice } from '#core/catalogue/choices.ts'
import { downloadOrder } from '#core/catalogue/order.ts'

function orderOf(id: string, change: object = {}) {
  const entry = findEntry(id)
  if (entry === undefined) throw new Error(`no ${id}`)
  const settings = { appUrl: 'https://app.example/x/', ownFiles: [], hubUrl: 'https://huggingface.co/', ...change }
  return downloadOrder(entry, settings)
}

test('a checkpoint comes from the hub at its pinned revision', () => {
  expect(orderOf('birefnet-lite')).toMatchObject({
    id: 'birefnet-lite',
    sizeBytes: 177_634_392,
    sources: [
      {
        from: 'hub',
        url: 'https://huggingface.co/ZhengPeng7/BiRefNet_lite/resolve/aa62cd87eafb9cc43056d08ef3615a14628b831d/model.safetensors',
      },
    ],
  })
})

test('one’s own site goes first, then the mirror, by the hub’s paths and by plain names, then the hub', () => {
  const { sources } = orderOf('birefnet-cod', {
    ownFiles: ['birefnet-cod.safetensors'],
    mirrorUrl: 'https://mirror.example/m/',
  })
  expect(sources.map(({ from, url }) => `${from} ${url}`)).toEqual([
    'own https://app.example/x/models/birefnet-cod.safetensors',
    'mirror https://mirror.example/m/ZhengPeng7/BiRefNet-COD/resolve/main/model.safetensors',
    'mirror https://mirror.example/m/birefnet-cod.safetensors',
    'hub https://huggingface.co/ZhengPeng7/BiRefNet-COD/resolve/main/model.safetensors',
  ])
})

test('nothing is asked of the hub that it would not give, or where it is left out', () => {
  expect(orderOf('rmbg-2.0').sources).toEqual([])
  expect(orderOf('birefnet-lite', { hubUrl: '' }).sources).toEqual([])
})

test('a mirror of the person’s goes before that of the build', () => {
  const mirrors = { personMirrorUrl: 'https://near.example/', mirrorUrl: 'https://far.example/m/' }
  expect(orderOf('birefnet-lite', mirrors).sources.map(({ url }) => new URL(url).host)).toEqual([
    ...['near.example', 'near.example', 'far.example', 'far.example', 'huggingface.co'],
  ])
})

const workstation = { hasWebGpu: true, memoryGib: 8, cores: 16 }
const phone = { hasWebGpu: false, memoryGib: 4, cores: 8 }

test('what is recommended follows from the device', () => {
  expect(recommendedChoice(workstation).id).toBe('best')
  expect(recommendedChoice(phone).id).toBe('fast')
  expect(recommendedChoice({ ...workstation, memoryGib: 4 }).id).toBe('fast')
  expect(recommendedChoice({ ...workstation, cores: 4 }).id).toBe('fast')
  expect(recommendedChoice({ hasWebGpu: true, memoryGib: undefined, cores: undefined }).id).toBe('best')
})

test('the plain choices fit the device and may be used by anybody', () => {
  const strong = plainChoices(workstation)
  const weak = plainChoices(phone)
  expect(strong.map(({ id }) => id)).toEqual(['fast', 'best', 'hair'])
  for (const { entry } of [...strong, ...weak]) {
    expect(entry.licence.isNonCommercial || entry.hub.isGated).toBe(false)
    expect(entry.sha256).toBeDefined()
  }
  const size = (choices: typeof weak) => choices.reduce((sum, { entry }) => sum + (entry.sizeBytes ?? 0), 0)
  expect(size(weak)).toBeLessThan(size(strong))
  for (const { entry } of weak) expect(entry.backbone).toBe('swin-t')
})
