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

test('a photo whose record another version wrote is cut again, and not lost', () => {
  const photo = { ...one, finished: { ...one.finished, cut: { odd: true } } }
  const entry = { kind: 'photo', photo } as unknown as Parameters<typeof journalLine>[0]
  const text =
    compactJournal(contentsOf(two)) + journalLine(entry) + journalLine({ kind: 'order', keys: ['one', 'two'] })
  const { key, name, folder, file } = one
  expect(readJournal(text)?.photos).toEqual([{ key, name, folder, file, status: 'waiting' }, two])
})

test('a compact journal says the same, and nothing twice', () => {
  const contents = contentsOf(one, two)
  expect(readJournal(compactJournal(contents))).toEqual({ ...contents, removed: [], usedShare: 1 })
})
