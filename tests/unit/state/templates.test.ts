import { describe, expect, it } from 'vitest'
import { initialComposition } from '#core/compositionSettings.ts'
import { builtInTemplates } from '#core/templates/builtIn.ts'
import { isInForce, type Template } from '#core/templates/template.ts'
import { templatesOf } from '#core/templates/templateFile.ts'
import { templateText } from '#core/templates/templateText.ts'
import { compositionOf } from '#state/selectors.ts'
import { twoCutPhotos } from './fakes.ts'

const amazon = builtInTemplates.find(({ id }) => id === 'amazon') as Template
const names = (all: readonly Template[]) => all.map(({ name }) => name)

describe('a template', () => {
  it('makes one photo or all look as it says, and is one step back', async () => {
    const { app, a, b } = await twoCutPhotos()
    const isOn = () => [a, b].map((id) => isInForce(amazon, compositionOf(app.store.getState(), id)))
    app.composing.setScope('photo')
    app.templates.apply(a, amazon)
    expect(isOn()).toEqual([true, false])
    app.composing.setScope('all')
    app.templates.apply(b, amazon)
    expect(isOn()).toEqual([true, true])
    app.history.undo()
    app.history.undo()
    expect(app.store.getState().spoken).toBe('Undone: Template Amazon')
    expect(compositionOf(app.store.getState(), a)).toEqual(initialComposition)
  })

  it('takes the format and size of its files back with it, and nothing that was set since', async () => {
    const { app, a } = await twoCutPhotos()
    const files = () => app.store.getState().exportSettings
    const first = files()
    const size = { kind: 'longest', pixels: 800 } as const
    app.templates.apply(a, { ...amazon, files: { format: 'jpeg', quality: 70, size } })
    expect(files()).toEqual({ ...first, format: 'jpeg', quality: 70, size })
    // The same composition with other files is a step of its own.
    app.templates.apply(a, { ...amazon, files: { format: 'webp' } })
    app.saving.set({ keepsCameraData: true })
    app.history.undo()
    expect(files()).toEqual({ ...first, format: 'jpeg', quality: 70, size, keepsCameraData: true })
    app.history.undo()
    expect(files()).toEqual({ ...first, keepsCameraData: true })
    expect(compositionOf(app.store.getState(), a)).toEqual(initialComposition)
    app.history.redo()
    expect(files()).toMatchObject({ format: 'jpeg', quality: 70, size })
  })

  it('leaves a format that was chosen after it, whichever way it is undone', async () => {
    const { app, a } = await twoCutPhotos()
    app.templates.apply(a, { ...amazon, files: { format: 'jpeg', quality: 70 } })
    app.saving.set({ format: 'webp' })
    app.history.undo()
    expect(app.store.getState().exportSettings).toMatchObject({ format: 'webp', quality: 95 })
    app.history.redo()
    expect(app.store.getState().exportSettings).toMatchObject({ format: 'webp', quality: 70 })
  })

  it('is saved, saved anew under its name, renamed, deleted, and kept', async () => {
    const { app, a, keptTemplates } = await twoCutPhotos()
    app.templates.apply(a, amazon)
    app.templates.save(a, ' Shop ')
    app.templates.save(a, 'Shop')
    app.templates.save(a, '  ')
    app.templates.save(a, 'Other')
    const own = () => app.store.getState().templates
    expect(names(own())).toEqual(['Shop', 'Other'])
    const [shop] = own()
    app.templates.rename(shop?.id ?? '', 'Other')
    app.templates.rename(shop?.id ?? '', 'Mine')
    expect(names(own())).toEqual(['Mine', 'Other'])
    app.templates.remove(shop?.id ?? '')
    await expect.poll(() => keptTemplates.at(-1)).toEqual(['Other'])
  })

  it('goes out as a file and comes in again; what is none is refused with a word', async () => {
    const { app, a, saved } = await twoCutPhotos()
    app.templates.apply(a, amazon)
    app.templates.save(a, 'Shop')
    app.templates.exportAll()
    const text = (await saved.at(-1)?.text) ?? ''
    expect(saved.at(-1)?.name).toBe('clearcut-templates.json')
    app.templates.remove(app.store.getState().templates[0]?.id ?? '')
    await app.templates.importFrom(new File([text], 't.json'))
    await app.templates.importFrom(new File([text], 't.json'))
    expect(app.store.getState().templates).toMatchObject([{ name: 'Shop', composition: amazon.composition }])
    for (const bad of ['', '[]', text.replace('2000', '99000'), text.replace('#ffffff', 'url(x)')]) {
      await app.templates.importFrom(new File([bad], 'bad.json'))
      expect(app.store.getState().notices.at(-1)).toMatchObject({ reason: 'template-unreadable', subject: 'bad.json' })
    }
    expect(names(app.store.getState().templates)).toEqual(['Shop'])
  })
})

it('a template brings the format and the size of files where it was saved with them, also out of a file', async () => {
  const { app, a, saved } = await twoCutPhotos()
  const settings = () => app.store.getState().exportSettings
  app.saving.set({ format: 'avif', size: { kind: 'percent', percent: 30 }, mostKilobytes: 90 })
  app.templates.save(a, 'With', true)
  app.templates.save(a, 'Without')
  app.templates.exportAll()
  await app.templates.importFrom(new File([(await saved.at(-1)?.text) ?? ''], 't.json'))
  const [withFiles, without] = app.store.getState().templates
  app.saving.set({ format: 'png', size: { kind: 'full' }, mostKilobytes: 0, keepsCameraData: true })
  if (without !== undefined) app.templates.apply(a, without)
  expect(settings()).toMatchObject({ format: 'png', size: { kind: 'full' } })
  if (withFiles !== undefined) app.templates.apply(a, withFiles)
  expect(settings()).toMatchObject({
    format: 'avif',
    size: { kind: 'percent', percent: 30 },
    mostKilobytes: 90,
    keepsCameraData: true,
  })
})

it('a file of templates from before they said anything of files or print is read as it was', () => {
  const old = {
    kind: 'clearcut-templates',
    version: 1,
    templates: [{ id: '1', name: 'Old', composition: { canvas: { kind: 'size', width: 300, height: 200 } } }],
  }
  expect(templatesOf(JSON.stringify(old))).toEqual({ ok: true, value: old.templates })
})

it('what is built in is understood as a file, too', () => {
  const read = templatesOf(templateText(builtInTemplates))
  expect(read.ok && names(read.value)).toEqual(names(builtInTemplates))
})

it('templates of earlier visits come back beside those that were saved meanwhile', async () => {
  const { app, a, keptTemplates, earlierTemplates } = await twoCutPhotos()
  earlierTemplates.push({ ...amazon, id: 'old', name: 'Of last week' })
  app.templates.save(a, 'Of today')
  await app.templates.recall()
  expect(names(app.store.getState().templates)).toEqual(['Of last week', 'Of today'])
  await expect.poll(() => keptTemplates.at(-1)).toEqual(['Of last week', 'Of today'])
})
