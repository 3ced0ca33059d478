import { expect, test } from 'vitest'
import { imageKind } from '#core/imageKind.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

test.each([
  ['\xff\xd8\xff\xe0', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
  ['GIF89a', 'gif'],
  ['BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'bmp'],
  ['\0\0\0\x1cftypavif\0\0\0\0mif1avif', 'avif'],
  ['\0\0\0\x1cftypmif1\0\0\0\0mif1avif', 'avif'],
  ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heic'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['\0\0\x01\0\x01\0', 'other'],
  ['8BPS\0\x01', 'psd'],
  ['\xff\x0a', 'jxl'],
  ['\0\0\0\x0cJXL \r\n', 'jxl'],
  ['\0\0\0\x0cjP  \r\n', 'jp2'],
  ['\xff\x4f\xff\x51', 'jp2'],
  ['8BPS\0\x03', 'other'],
  [`\0\0\x01\0\x01\0${' '.repeat(12)}\x16\0\0\0`, 'ico'],
  [`\0\0\x02\0\x01\0${' '.repeat(12)}\x16\0\0\0`, 'ico'],
  // A TGA picture, which begins alike.
  [`\0\0\x02\0${'\0'.repeat(20)}`, 'other'],
  ['<svg xmlns="http://www.w3.org/2000/svg">', 'svg'],
  ['\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a > b --><svg/>', 'svg'],
  ['<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg:svg/>', 'svg'],
  ['\xff\xfe<\0s\0v\0g\0>\0', 'svg'],
])('%j begins a picture of kind %s', (start, kind) => {
  expect(imageKind(bytes(start))).toBe(kind)
})

test.each([
  '',
  'plain text about <svg>',
  '<!DOCTYPE html><html><svg></svg>',
  '<svgx>',
  '%PDF-1.4',
  'PK\x03\x04',
  'BM is how this sentence begins, and no bitmap',
  '\0\0\0\x18ftypmp42\0\0\0\0isommp42',
  'RIFF\0\0\0\0WAVEfmt ',
  '<!-- never closed <svg>',
])('%j begins no picture', (start) => {
  expect(imageKind(bytes(start))).toBeUndefined()
})

test('text made to keep a pattern busy is decided at once', () => {
  const started = performance.now()
  for (const part of ['<!-- -->', '<!---->-->', '<??>', '<!DOCTYPE svg>', '<!DOCTYPE svg []>', ' \n', '<!DOCTYPE']) {
    expect(imageKind(bytes(part.repeat(5000)))).toBeUndefined()
  }
  expect(performance.now() - started).toBeLessThan(1000)
})
