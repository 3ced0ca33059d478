import { isCameraRaw } from './cameraRaw.ts'

/** What a file is by its first bytes; `other` is a picture of a kind that no part of Clearcut opens. */
export type ImageKind =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'bmp'
  | 'avif'
  | 'heic'
  | 'tiff'
  | 'psd'
  | 'ico'
  | 'jxl'
  | 'jp2'
  | 'svg'
  | 'raw'
  | 'other'

/** Media types of the kinds that can be opened. */
export const mediaTypes = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
  avif: 'image/avif',
  heic: 'image/heic',
  tiff: 'image/tiff',
  psd: 'image/vnd.adobe.photoshop',
  ico: 'image/vnd.microsoft.icon',
  jxl: 'image/jxl',
  jp2: 'image/jp2',
  svg: 'image/svg+xml',
  raw: 'image/x-raw',
  other: 'application/octet-stream',
} as const satisfies Record<ImageKind, string>

/** How many bytes of a file `imageKind` looks at, at most. */
export const kindBytes = 4096

/**
 * The kind of picture that these first bytes of a file begin, or undefined where they begin none.
 * Names and declared types are never asked: they are often wrong and sometimes lies.
 */
export function imageKind(head: Uint8Array): ImageKind | undefined {
  const text = latin1(head.subarray(0, 16))
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp'
  if (/^GIF8[79]a/.test(text)) return 'gif'
  if (isCameraRaw(head, text)) return 'raw'
  if (text.slice(4, 8) === 'ftyp') return isoKind(head)
  // Behind the order of bytes 42, or 43 where places have 8 bytes.
  if (/^(?:II[*+]\0|MM\0[*+])/.test(text)) return 'tiff'
  if (isBmp(head)) return 'bmp'
  if (text.startsWith('8BPS\0\x01') || text.startsWith('8BPS\0\x02')) return 'psd'
  if (isIco(head)) return 'ico'
  if (text.startsWith('\xff\x0a') || text.startsWith('\0\0\0\x0cJXL ')) return 'jxl'
  if (text.startsWith('\0\0\0\x0cjP  ') || text.startsWith('\xff\x4f\xff\x51')) return 'jp2'
  if (otherMagic.some((magic) => text.startsWith(magic))) return 'other'
  return isSvg(head) ? 'svg' : undefined
}

/** Icons and cursors that are none after all, Photoshop of no known version, OpenEXR, big TIFF, DirectDraw surface, QOI. */
const otherMagic = ['\0\0\x01\0', '\0\0\x02\0', '8BPS', 'v/1\x01', 'II+\0', 'MM\0+', 'DDS ', 'qoif']

/** Brands of ISO files: the major one first, then the compatible ones. Video files have other brands and are no pictures. */
function isoKind(head: Uint8Array): ImageKind | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const boxBytes = Math.min(head.length, head.length >= 4 ? view.getUint32(0) : 0, 256)
  const brands: string[] = []
  for (let at = 8; at + 4 <= boxBytes; at += at === 8 ? 8 : 4) brands.push(latin1(head.subarray(at, at + 4)))
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif'
  if (brands.some((brand) => /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(brand))) return 'heic'
  return undefined
}

/** Two letters are a weak sign, so the size of the header that follows the file header must be one that exists. */
function isBmp(head: Uint8Array): boolean {
  if (head.length < 18 || head[0] !== 0x42 || head[1] !== 0x4d) return false
  return [12, 16, 40, 52, 56, 64, 108, 124].includes(head[14] ?? 0) && head[15] === 0 && head[16] === 0
}

/** Icons and cursors begin with numbers that other files have, too: so the list that follows must have its pictures behind it. */
function isIco(head: Uint8Array): boolean {
  const [, , kind, zero, count = 0, high] = head
  if (head.length < 22 || head[0] !== 0 || head[1] !== 0 || (kind !== 1 && kind !== 2) || zero !== 0) return false
  const first = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(18, true)
  return high === 0 && count > 0 && first >= 6 + 16 * count
}

/** An XML text whose first element is `svg`, in UTF-8 or UTF-16, after any declaration, comments and document type. */
function isSvg(head: Uint8Array): boolean {
  const encoding =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
  return firstElement(new TextDecoder(encoding).decode(head.subarray(0, kindBytes))) === 'svg'
}

/** Local name of the first element of an XML text. One step for each thing skipped: a pattern could be made to backtrack for ever. */
function firstElement(text: string): string | undefined {
  let rest = text.trimStart()
  for (;;) {
    const skipped =
      /^<\?[^>]*>/.exec(rest)?.[0] ?? comment(rest) ?? /^<!DOCTYPE\s[^>[]*(?:\[[^\]]*\]\s*)?>/i.exec(rest)?.[0]
    if (skipped === undefined) break
    rest = rest.slice(skipped.length).trimStart()
  }
  return /^<(?:[\w-]+:)?([\w-]+)/.exec(rest)?.[1]?.toLowerCase()
}

function comment(text: string): string | undefined {
  const end = text.startsWith('<!--') ? text.indexOf('-->', 4) : -1
  return end < 0 ? undefined : text.slice(0, end + 3)
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
