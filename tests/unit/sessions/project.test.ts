import { downloadZip } from 'client-zip'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { migrated, projectOf, projectText } from '#core/sessions/project.ts'
import type { FileRef } from '#core/sessions/record.ts'
import { contentsOf, donePhoto } from '#tests/fixtures/sessions.ts'
import { readProject } from '#workers/store/sessions/project/readProject.ts'
import { identified } from '#workers/store/sessions/sharedFiles.ts'

const photo = new Blob(['the photo'], { type: 'image/jpeg' })
const mask = new Blob(['the mask'])

async function refOf(blob: Blob): Promise<FileRef> {
  const read = await identified(blob)
  if (!read.ok) throw new Error(read.reason)
  return read.value.ref
}

const [photoRef, maskRef] = await Promise.all([refOf(photo), refOf(mask)])
const contents = contentsOf(donePhoto('one', photoRef, maskRef))
const named = (ref: FileRef) => `files/${ref.sha256}`

interface Packed {
  name: string
  input: Blob | string
}

const whole: Packed[] = [
  { name: 'project.json', input: projectText(contents) },
  { name: named(photoRef), input: photo },
  { name: named(maskRef), input: mask },
]

const zipped = async (files: Packed[]) => await downloadZip(files).blob()

test('what is saved is what is opened', async () => {
  const opened = await readProject(await zipped(whole))
  if (!opened.ok) throw new Error(`${opened.reason} ${opened.detail}`)
  const { files, ...read } = opened.value
  expect(read).toEqual(contents)
  expect(await files.get(photoRef.sha256)?.text()).toBe('the photo')
  expect(files.get(photoRef.sha256)?.type).toBe('image/jpeg')
  expect(await files.get(maskRef.sha256)?.text()).toBe('the mask')
})

test('photos may be left out, masks may not', async () => {
  const [description, original, made] = whole
  if (!description || !original || !made) throw new Error('three files')
  const opened = await readProject(await zipped([description, made]))
  expect(opened.ok && [...opened.value.files.keys()]).toEqual([maskRef.sha256])
  expect(await readProject(await zipped([description, original]))).toMatchObject({ reason: 'project-damaged' })
})

describe('a project file that is refused', () => {
  const described = (change: (project: Record<string, unknown>) => void): Packed[] => {
    const project = JSON.parse(projectText(contents))
    change(project)
    return [{ name: 'project.json', input: JSON.stringify(project) }, ...whole.slice(1)]
  }
  const cases: [string, Packed[], string, RegExp?][] = [
    ['a path that leads elsewhere', [...whole, { name: '../../evil', input: 'x' }], 'project-foreign', /evil/],
    ['an absolute path', [...whole, { name: '/etc/passwd', input: 'x' }], 'project-foreign', /passwd/],
    ['a path within a hash', [...whole, { name: `${named(photoRef)}/../x`, input: 'x' }], 'project-foreign'],
    ['a file that nothing needs', [...whole, { name: `files/${'0'.repeat(64)}`, input: 'x' }], 'project-foreign'],
    ['the same file twice', [...whole, { name: named(maskRef), input: mask }], 'project-foreign'],
    ['two descriptions', [...whole, { name: 'project.json', input: '{}' }], 'project-foreign'],
    ['no description', whole.slice(1), 'project-foreign'],
    [
      'other content under a name',
      [...whole.slice(0, 2), { name: named(maskRef), input: 'the MASK' }],
      'project-damaged',
    ],
    ['a newer version', described((project) => Object.assign(project, { version: 2 })), 'project-newer'],
    ['a version that is none', described((project) => Object.assign(project, { version: '1' })), 'project-foreign'],
    ['another kind', described((project) => Object.assign(project, { kind: 'other' })), 'project-foreign'],
    [
      'a field that no project has',
      described((project) => Object.assign(project, { extra: 1 })),
      'project-foreign',
      /extra/,
    ],
    [
      'a field deep within that no project has',
      described(({ photos }) => Object.assign((photos as { edges: object }[])[0]?.edges ?? {}, { evil: 1 })),
      'project-foreign',
      /photos\.0\.edges\.evil/,
    ],
    ['broken JSON', [{ name: 'project.json', input: '{"kind":' }, ...whole.slice(1)], 'project-damaged'],
    [
      'a photo larger than any',
      described(({ photos }) => {
        const [first] = photos as { finished: { cut: { size: object; mask: { size: object } } } }[]
        const size = { width: 30_000, height: 30_000 }
        if (first) Object.assign(first.finished.cut, { size, mask: { ...first.finished.cut.mask, size } })
      }),
      'project-foreign',
    ],
    [
      'a field of the prototype',
      [
        { name: 'project.json', input: projectText(contents).replace('"kind"', '"__proto__":{"a":1},"kind"') },
        ...whole.slice(1),
      ],
      'project-foreign',
    ],
  ]
  test.each(cases)('%s', async (_, files, reason, detail = /./) => {
    const outcome = await readProject(await zipped(files))
    expect(outcome).toMatchObject({ ok: false, reason })
    expect(!outcome.ok && outcome.detail).toMatch(detail)
  })

  test('one that is cut short anywhere', async () => {
    const zip = await zipped(whole)
    for (const share of [0, 0.1, 0.5, 0.9, 0.99]) {
      const outcome = await readProject(zip.slice(0, Math.floor(zip.size * share)))
      expect(outcome).toMatchObject({ ok: false, reason: 'project-damaged' })
    }
  })

  test('one that is compressed, as a bomb has to be', async () => {
    const bomb = zipSync({ 'project.json': new Uint8Array(20_000_000) }, { level: 9 })
    expect(bomb.length).toBeLessThan(30_000)
    expect(await readProject(new Blob([bomb]))).toMatchObject({ reason: 'project-foreign' })
  })

  test('one whose files lie on one another, as in a bomb without compression', async () => {
    const bytes = new Uint8Array(await (await zipped(whole)).arrayBuffer())
    const view = new DataView(bytes.buffer)
    const found: number[] = []
    for (let at = 0; at + 4 < bytes.length; at++) if (view.getUint32(at, true) === 0x02014b50) found.push(at)
    const [first = 0, second = 0] = found
    // The first entry claims the bytes of the second as well.
    const claimed = view.getUint32(second + 42, true) + 40 - view.getUint32(first + 42, true)
    view.setUint32(first + 20, claimed, true)
    view.setUint32(first + 24, claimed, true)
    expect(await readProject(new Blob([bytes]))).toMatchObject({ reason: 'project-too-large' })
  })

  test('one whose directory claims more than there is', async () => {
    const bytes = new Uint8Array(await (await zipped(whole)).arrayBuffer())
    const view = new DataView(bytes.buffer)
    view.setUint16(bytes.length - 22 + 10, 60_000, true)
    expect(await readProject(new Blob([bytes]))).toMatchObject({ reason: 'project-too-large' })
  })

  test('noise', async () => {
    const noise = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 2654435761) >>> 13)
    expect(await readProject(new Blob([noise]))).toMatchObject({ reason: 'project-damaged' })
    expect(await readProject(new Blob([]))).toMatchObject({ reason: 'project-damaged' })
  })
})

test('a description is brought forward one version at a time, from the first on', () => {
  const steps = {
    1: (project: Record<string, unknown>) => ({ ...project, second: true }),
    2: (project: Record<string, unknown>) => ({ ...project, third: project['second'] }),
  }
  const first = JSON.parse(projectText(contents))
  expect(migrated(first, steps, 3)).toMatchObject({ ok: true, value: { version: 3, second: true, third: true } })
  expect(migrated({ ...first, version: 2 }, steps, 3)).toMatchObject({ ok: true, value: { version: 3 } })
  expect(migrated({ ...first, version: 4 }, steps, 3)).toMatchObject({ ok: false, reason: 'project-newer' })
  // What the first version wrote is understood as it is.
  expect(projectOf(JSON.stringify(first))).toEqual({ ok: true, value: contents })
})
