import { afterEach, describe, expect, it } from 'vitest'
import { hexOf } from '#core/colour.ts'
import {
  bytesInWords,
  durationInWords,
  percentInWords,
  pixelsInWords,
  remainingInWords,
  sizeInWords,
} from '#core/figures.ts'
import { learn, speakIn } from '#core/say.ts'

afterEach(() => speakIn('en'))

describe('figures in words', () => {
  it.each([
    [0, '0 B'],
    [412_345, '412 kB'],
    [999_600, '1.0 MB'],
    [1_840_000, '1.8 MB'],
    [178_000_000, '178 MB'],
    [1_090_000_000, '1.1 GB'],
  ])('writes %d bytes as %s', (bytes, words) => expect(bytesInWords(bytes)).toBe(words))

  it.each([
    [0, '0 ms'],
    [85.4, '85 ms'],
    [420, '0.42 s'],
    [999, '1.0 s'],
    [3140, '3.1 s'],
    [12_400, '12 s'],
  ])('writes %d milliseconds as %s', (ms, words) => expect(durationInWords(ms)).toBe(words))

  it('writes shares and sizes', () => {
    expect(percentInWords(0.624)).toBe('62\u00a0%')
    expect(sizeInWords({ width: 12_000, height: 440 })).toBe('12000 × 440')
  })

  it('writes pixels with the sign of typesetters, and none for nothing', () => {
    expect([-1.5, 2, -0].map(pixelsInWords)).toEqual(['−1.5\u00a0px', '2\u00a0px', '0\u00a0px'])
  })

  it.each([
    [2, 'a few seconds'],
    [12, '15 s'],
    [170, '3 min'],
    [7000, '2 h'],
  ])('tells %d seconds that are left as %s', (seconds, words) => expect(remainingInWords(seconds)).toBe(words))

  it('follows the language that is spoken', () => {
    learn('de', { 'figures.megabytes': [['number'], ' MB'] })
    speakIn('de')
    expect(bytesInWords(1_840_000)).toBe('1,8 MB')
    speakIn('en')
    expect(bytesInWords(1_840_000)).toBe('1.8 MB')
  })
})

describe('a colour that a person writes', () => {
  it.each([
    ['#1a2B3c', '#1a2b3c'],
    ['1a2b3c', '#1a2b3c'],
    [' #fa0 ', '#ffaa00'],
  ])('%s is %s', (text, colour) => expect(hexOf(text)).toBe(colour))

  it.each(['', '#', '#12', '#12345', 'red', '#gggggg'])('%s is not a whole one yet', (text) =>
    expect(hexOf(text)).toBeUndefined(),
  )
})
