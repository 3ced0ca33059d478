import { expect, test } from 'vitest'
import { compactJournal, journalLine, readJournal } from '#core/sessions/journal.ts'
import { contentsOf, donePhoto, fileRef, sessionRecord } from '#tests/fixtures/sessions.ts'

const one = donePhoto('one', fileRef('a'), fileRef('b', 7, ''))
const two = donePhoto('two', fileRef('c'), fileRef('d', 8, ''))
const session = sessionRecord('session-1')

test('a journal says what was written last, in the order of the list', () => {
  const text = [
    journalLine({ kind: 'session', session }),
    journalLine({ kind: 'order', keys: ['one', 'two'] }),
    journalLine({ kind: 'photo', photo: { ...one, status: 'waiting' } }),
    journalLine({ kind: 'photo', photo: one }),
    journalLine({ kind: 'photo', photo: two }),
    journalLine({ kind: 'thumb', key: 'two', thumb: 'image/png;base64,AAAA' }),
    journalLine({ kind: 'order', keys: ['two', 'one'] }),
    journalLine({ kind: 'session', session: { ...session, name: 'Mugs' } }),
  ].join('')
  expect(readJournal(text)).toEqual({
    session: { ...session, name: 'Mugs' },
    photos: [two, one],
    removed: [],
    thumbs: { two: 'image/png;base64,AAAA' },
    usedShare: 5 / 8,
  })
})

test('a removed photo can be told from one that is gone', () => {
  const begun = compactJournal(contentsOf(one, two)) + journalLine({ kind: 'order', keys: ['one'] })
  expect(readJournal(begun)).toMatchObject({ photos: [one], removed: [two] })
  const gone = begun + journalLine({ kind: 'gone', keys: ['two'] })
  expect(readJournal(gone)).toMatchObject({ photos: [one], removed: [], thumbs: { one: expect.anything() } })
})

test('a crash amid a line, and a line that was spoilt, cost that line alone', () => {
  const text = compactJournal(contentsOf(one, two))
  const lines = text.split('\n')
  expect(readJournal(text.slice(0, -20))).toMatchObject({ photos: [one, two], thumbs: { one: expect.anything() } })
  const spoilt = lines.map((line, index) => (index === 3 ? line.replace('one.jpg', 'ONE.jpg') : line)).join('\n')
  expect(readJournal(spoilt)?.photos).toEqual([two])
  const torn = text.slice(0, -20) + journalLine({ kind: 'order', keys: ['two'] })
  expect(readJournal(torn)?.photos).toEqual([two])
  expect(readJournal('')).toBeUndefined()
  expect(readJournal('nothing of ours\n\n')).toBeUndefined()
})

test('of a photo whose record another version wrote all is there that is understood; without its cutout it is cut again', () => {
  const read = (photo: object) => {
    const entry = { kind: 'photo', photo } as unknown as Parameters<typeof journalLine>[0]
    const order = { kind: 'order', keys: ['one', 'two'] } as const
    return readJournal(compactJournal(contentsOf(two)) + journalLine(entry) + journalLine(order))?.photos
  }
  const { finished, ...rest } = one
  expect(read({ ...one, finished: { ...finished, cut: { odd: true } } })).toEqual([{ ...rest, status: 'waiting' }, two])
  const { strokes, ...unpainted } = one
  expect(read({ ...one, strokes: [{ ...strokes?.[0], kind: 'blur' }] })).toEqual([unpainted, two])
  // A field that is not known yet spoils nothing.
  expect(read({ ...one, later: 1, edges: { ...one.edges, later: 1 } })).toEqual([one, two])
  expect(read({ key: 'one' })).toEqual([two])
})

test('a compact journal says the same, and nothing twice', () => {
  const contents = contentsOf(one, two)
  expect(readJournal(compactJournal(contents))).toEqual({ ...contents, removed: [], usedShare: 1 })
})
