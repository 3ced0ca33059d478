import type { SessionContents } from './contents.ts'
import type { PhotoRecord, SessionRecord } from './record.ts'
import { barePhotoSchema, photoParts, photoSchema, sessionSchema, thumbSchema } from './schema.ts'

/**
 * What is appended to a session's journal; a later entry takes the place of an earlier one about the same.
 * `order` names the photos that are in the list: others have been removed, which can be undone until they are `gone`.
 */
export type JournalEntry =
  | { kind: 'session'; session: SessionRecord }
  | { kind: 'photo'; photo: PhotoRecord }
  | { kind: 'thumb'; key: string; thumb: string }
  | { kind: 'order'; keys: readonly string[] }
  | { kind: 'gone'; keys: readonly string[] }

/** A journal that was read: what it says in the end, and whether much of it is outdated. */
export interface ReadJournal extends SessionContents {
  /** Photos that were removed but could still be brought back when the journal was read. */
  removed: readonly PhotoRecord[]
  /** Entries that say what counts, as a share of all, 0 to 1. */
  usedShare: number
}

/** An entry as a line: a checksum, so that one that was broken off by a crash is known, and JSON. It begins anew whatever stands before it. */
export function journalLine(entry: JournalEntry): string {
  const json = JSON.stringify(entry)
  return `\n${checksum(json)} ${json}`
}

/** What a journal says. Lines that are broken or not understood are passed over; undefined where it does not even say which session it is. */
export function readJournal(text: string): ReadJournal | undefined {
  let session: SessionRecord | undefined
  let order: readonly string[] = []
  const photos = new Map<string, PhotoRecord>()
  const thumbs = new Map<string, string>()
  let entries = 0
  for (const line of text.split('\n')) {
    const entry = entryOf(line)
    if (entry === undefined) continue
    entries += 1
    if (entry['kind'] === 'session') session = sessionSchema.safeParse(entry['session']).data ?? session
    else if (entry['kind'] === 'photo') {
      const photo = photoOf(entry['photo'])
      if (photo !== undefined) photos.set(photo.key, photo)
    } else if (entry['kind'] === 'thumb') {
      const { data } = thumbSchema.safeParse(entry['thumb'])
      if (data !== undefined && typeof entry['key'] === 'string') thumbs.set(entry['key'], data)
    } else if (entry['kind'] === 'order') order = namesOf(entry['keys'])
    else if (entry['kind'] === 'gone') for (const key of namesOf(entry['keys'])) photos.delete(key)
  }
  if (session === undefined) return undefined
  const listed = new Set(order)
  const kept = [...listed].flatMap((key) => photos.get(key) ?? [])
  const pictured = kept.filter(({ key }) => thumbs.has(key))
  const used = 2 + kept.length + pictured.length
  return {
    session,
    photos: kept,
    removed: [...photos.values()].filter(({ key }) => !listed.has(key)),
    thumbs: Object.fromEntries(pictured.map(({ key }) => [key, thumbs.get(key) ?? ''])),
    usedShare: Math.min(1, used / Math.max(entries, 1)),
  }
}

/** The shortest journal that says the same. */
export function compactJournal({ session, photos, thumbs }: SessionContents): string {
  const entries: JournalEntry[] = [
    { kind: 'session', session },
    { kind: 'order', keys: photos.map(({ key }) => key) },
    ...photos.map((photo) => ({ kind: 'photo', photo }) as const),
    ...Object.entries(thumbs).map(([key, thumb]) => ({ kind: 'thumb', key, thumb }) as const),
  ]
  return entries.map(journalLine).join('')
}

function entryOf(line: string): Record<string, unknown> | undefined {
  const json = line.slice(9)
  if (line[8] !== ' ' || line.slice(0, 8) !== checksum(json)) return undefined
  try {
    const entry: unknown = JSON.parse(json)
    return typeof entry === 'object' && entry !== null ? { ...entry } : undefined
  } catch {
    return undefined
  }
}

/** Of a record that another version wrote, what is understood: without its cutout the photo is cut again. */
function photoOf(value: unknown): PhotoRecord | undefined {
  const whole = photoSchema.safeParse(value)
  if (whole.success) return whole.data
  const bare = barePhotoSchema.safeParse(value)
  if (!bare.success || typeof value !== 'object' || value === null) return undefined
  const given: Record<string, unknown> = { ...value }
  const understood = Object.entries(photoParts).flatMap(([key, schema]) => {
    const part = schema.safeParse(given[key])
    return part.success && part.data !== undefined ? [[key, part.data] as const] : []
  })
  const parts: Partial<PhotoRecord> = Object.fromEntries(understood)
  return { ...bare.data, ...parts, status: parts.finished === undefined ? 'waiting' : 'done' }
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []
}

/** FNV-1a over the text's code units: 8 hexadecimal digits. It guards against lines that were cut short, not against people. */
function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
