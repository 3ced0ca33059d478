import { expect, test } from 'vitest'
import { catalogue, findByName, findBySha256, findEntry } from '#core/catalogue/catalogue.ts'
import { families } from '#core/models.ts'
import { nameStem } from '#core/names.ts'
import { say } from '#core/say.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { expectedParameters } from '#workers/birefnet/parameters.ts'

const named: [string, string][] = [
  ['runware:109@1', 'rmbg-1.4'],
  ['runware:110@1', 'rmbg-2.0'],
  ['runware:112@1', 'birefnet-general'],
  ['runware:112@2', 'birefnet-cod'],
  ['runware:112@3', 'birefnet-dis'],
  ['runware:112@5', 'birefnet-general'],
  ['runware:112@6', 'birefnet-512'],
  ['runware:112@7', 'birefnet-hrsod'],
  ['runware:112@8', 'birefnet-dis-tr-tes'],
  ['runware:112@9', 'birefnet-matting'],
  ['runware:112@10', 'birefnet-portrait'],
  ['General Use (Light)', 'birefnet-lite'],
  ['General Use (Light 2K)', 'birefnet-lite-2k'],
  ['General Use (Heavy)', 'birefnet-general'],
  ['Matting', 'birefnet-matting'],
  ['Portrait', 'birefnet-portrait'],
  ['Light', 'birefnet-lite'],
  ['Heavy', 'birefnet-general'],
  ['birefnet-general', 'birefnet-general'],
  ['birefnet-general-lite', 'birefnet-lite'],
  ['birefnet-portrait', 'birefnet-portrait'],
  ['birefnet-dis', 'birefnet-dis'],
  ['birefnet-hrsod', 'birefnet-hrsod'],
  ['birefnet-cod', 'birefnet-cod'],
  ['birefnet-massive', 'birefnet-dis-tr-tes'],
  ['bria-rmbg', 'rmbg-2.0'],
  ['isnet-general-use', 'isnet'],
  ['u2net', 'u2net'],
  ['ZhengPeng7/BiRefNet_lite', 'birefnet-lite'],
]

test.each(named)('%s is found', (name, id) => {
  expect(findByName(name)?.id).toBe(id)
  expect(findByName(` ${name.toUpperCase()}`)?.id).toBe(id)
})

test('a name that nobody uses is not found', () => {
  expect(findByName('runware:112@4')).toBeUndefined()
  expect(findByName('')).toBeUndefined()
  expect(findEntry('constructor')).toBeUndefined()
})

test('the checkpoints that Clearcut promises are all there', () => {
  expect(catalogue.map(({ id }) => id).sort()).toEqual(
    [
      ...['general', 'lite', 'lite-2k', 'lite-matting', '512', 'hr', 'hr-matting', 'dynamic', 'matting', 'portrait'],
      ...['dis', 'dis-tr-tes', 'hrsod', 'cod', 'legacy'],
    ]
      .map((name) => `birefnet-${name}`)
      .concat('isnet', 'u2net', 'modnet', 'rmbg-1.4', 'rmbg-2.0')
      .sort(),
  )
})

test.each(catalogue.map((entry) => [entry.id, entry] as const))('the entry of %s holds together', (id, entry) => {
  const same = (pick: (other: typeof entry) => unknown) => catalogue.filter((other) => pick(other) === pick(entry))
  expect(same((other) => other.id)).toHaveLength(1)
  expect(same((other) => other.name)).toHaveLength(1)
  expect(same((other) => other.file)).toHaveLength(1)
  if (entry.sha256 !== undefined) {
    expect(entry.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(same((other) => other.sha256)).toHaveLength(1)
    expect(findBySha256(entry.sha256.toUpperCase())).toBe(entry)
  }
  expect(findByName(id)).toBe(entry)
  expect(nameStem(entry.file)).toBe(entry.file)
  expect(entry.file).toMatch(entry.kind === 'birefnet' ? /\.safetensors$/ : /\.onnx$/)
  expect(say(entry.purpose)).toMatch(/^[A-Z].*\.$/)
  for (const note of entry.notes) expect(say(note)).toMatch(/^\w.*\.$/)
  expect(entry.tiers.allowed).toContain(entry.tiers.default)
  expect(Object.keys(families)).toContain(entry.normalisation)
  expect(entry.licence.url).toMatch(/^https:\/\//)
  expect(entry.hub.repository).toMatch(/^[\w.-]+\/[\w.-]+$/)
  expect(entry.hub.revision).toMatch(/^(main|[0-9a-f]{40})$/)
  if (entry.kind === 'birefnet') for (const tier of entry.tiers.allowed) expect(tier % 32).toBe(0)
  for (const { values } of entry.scores) {
    for (const [measure, value] of Object.entries(values)) expect(value, measure).toBeGreaterThan(0)
  }
})

test('no name is used for two entries, save where two services use the same one for the same', () => {
  const owners = new Map<string, Set<string>>()
  for (const { id, namesElsewhere } of catalogue) {
    for (const { name } of namesElsewhere) owners.set(name, (owners.get(name) ?? new Set()).add(id))
  }
  expect([...owners].filter(([, ids]) => ids.size > 1)).toEqual([])
})

test('the sizes are those that the networks’ weights take', () => {
  for (const { backbone, precision, sizeBytes, kind } of catalogue) {
    if (kind !== 'birefnet' || sizeBytes === undefined) continue
    const parameters = expectedParameters(backbone === 'swin-t' ? backbones['swin-t'] : backbones['swin-l'])
    const count = [...parameters.values()].reduce(
      (sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1),
      0,
    )
    const bytes = count * (precision === 'f32' ? 4 : 2)
    // Beside the weights: indices as int64, the header, and the parts that only training uses.
    expect(sizeBytes).toBeGreaterThan(bytes * 0.95)
    expect(sizeBytes).toBeLessThan(bytes * 1.1)
  }
})

test('what may not be used commercially says so, and what is gated is not offered for download', () => {
  expect(catalogue.filter(({ licence }) => licence.isNonCommercial).map(({ id }) => id)).toEqual([
    'rmbg-1.4',
    'rmbg-2.0',
  ])
  expect(catalogue.filter(({ hub }) => hub.isGated).map(({ id }) => id)).toEqual(['rmbg-2.0'])
})
