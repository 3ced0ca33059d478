import type { Outcome } from '#core/outcome.ts'
import { isReason } from '#core/reasons.ts'
import type { SessionContents } from '#core/sessions/contents.ts'
import { journalLine, readJournal } from '#core/sessions/journal.ts'
import { projectOf, projectText } from '#core/sessions/project.ts'
import { builtInTemplates } from '#core/templates/builtIn.ts'
import { templatesOf } from '#core/templates/templateFile.ts'
import { templateText } from '#core/templates/templateText.ts'
import { jsonOf, mutatedJson } from './mutateJson.ts'
import { mutatedText } from './mutateText.ts'
import type { Random } from './random.ts'
import { BrokenPromiseError, type Target } from './target.ts'

/** Texts that Clearcut writes and reads again: journals of sessions, project files, templates. */
export function descriptionTargets(contents: SessionContents): Target[] {
  const project: unknown = JSON.parse(projectText(contents))
  const templates: unknown = JSON.parse(templateText(builtInTemplates))
  return [
    { name: 'journals', mostBytes: 4_000_000, input: (random) => journal(contents, random), run: readsJournal },
    {
      name: 'project files',
      mostBytes: 4_000_000,
      input: (random) => changed(project, random),
      run: (input) => {
        const read = projectOf(String(input))
        if (!named(read)) return false
        // What was taken is taken again, word for word.
        const again = projectOf(projectText(read.value))
        if (!again.ok) throw new BrokenPromiseError(`taken once and then refused: ${again.reason} ${again.detail}`)
        return true
      },
    },
    {
      name: 'templates',
      mostBytes: 4_000_000,
      input: (random) => changed(templates, random),
      run: (input) => named(templatesOf(String(input))),
    },
  ]
}

function changed(value: unknown, random: Random): string {
  return random.below(4) === 0 ? mutatedText(jsonOf(value), random) : jsonOf(mutatedJson(value, random))
}

/** Lines with the right checksums and a wrong content, in any order, and lines that are broken. */
function journal({ session, photos, thumbs }: SessionContents, random: Random): string {
  const entries: unknown[] = [
    { kind: 'session', session },
    { kind: 'order', keys: photos.map(({ key }) => key) },
    ...photos.map((photo) => ({ kind: 'photo', photo })),
    ...Object.entries(thumbs).map(([key, thumb]) => ({ kind: 'thumb', key, thumb })),
    { kind: 'gone', keys: ['a'] },
  ]
  const lines = entries.map((entry) => {
    if (random.below(3) > 0) return lineOf(entry)
    return random.below(4) === 0 ? mutatedText(lineOf(entry), random) : lineOf(mutatedJson(entry, random))
  })
  if (random.below(4) === 0) lines.splice(random.below(lines.length), 1)
  return lines.join('')
}

function lineOf(entry: unknown): string {
  try {
    // The line is made of any JSON: entries of the right kind are what is to be changed.
    return journalLine(entry as Parameters<typeof journalLine>[0])
  } catch {
    // Nested deeper than anything is written.
    return jsonOf(entry)
  }
}

function readsJournal(input: unknown): boolean {
  const read = readJournal(String(input))
  if (read === undefined) return false
  const keys = read.photos.map(({ key }) => key)
  if (new Set(keys).size < keys.length) throw new BrokenPromiseError('a photo stands in the list twice')
  if (!(read.usedShare >= 0 && read.usedShare <= 1)) throw new BrokenPromiseError(`a share of ${read.usedShare}`)
  return true
}

/** Whether it was taken; a refusal has to have a name that a person is told. */
function named<T>(outcome: Outcome<T>): outcome is Extract<Outcome<T>, { ok: true }> {
  if (!outcome.ok && !isReason(outcome.reason)) throw new BrokenPromiseError(outcome.reason)
  return outcome.ok
}
