import { filesOf } from '#core/sessions/contents.ts'
import type { HeldSession } from './held.ts'
import { lookAtJournal, sessionIds } from './journalFile.ts'
import type { Places } from './places.ts'

/** Deletes those of these files that no session has any more. */
export async function clearFiles(
  names: Iterable<string>,
  { journals, files }: Places,
  held: () => HeldSession | undefined,
): Promise<void> {
  await files.clear(names, async () => {
    const needed = held()?.files() ?? new Set<string>()
    for (const id of await sessionIds(journals)) {
      if (id === held()?.session.id) continue
      const journal = await lookAtJournal(journals, id)
      // A journal that cannot be read now may name any of them.
      if (journal === undefined) return () => true
      const { session, photos, removed } = journal
      for (const { sha256 } of filesOf({ session, photos: [...photos, ...removed] })) needed.add(sha256)
    }
    return (name) => needed.has(name)
  })
}
