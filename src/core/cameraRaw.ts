/** First letters of camera raw files that are no TIFF: Fujifilm, Olympus (three), Panasonic, Sigma, Minolta, Phase One, Canon's first. */
const letters = [
  'FUJIFILMCCD-RAW',
  'IIRO',
  'IIRS',
  'MMOR',
  'IIU\0',
  'FOVb',
  '\0MRM',
  'IIIITIFF',
  'II\x1a\0\0\0HEAPCCDR',
]

const [makeTag, compressionTag, subDirectoriesTag, dngVersionTag] = [0x10f, 0x103, 0x14a, 0xc612]

/** Ways in which sensor data is packed, that no other TIFF uses: Sony's, Nikon's, Pentax', Kodak's and Samsung's. */
const rawCompressions = new Set([32767, 34713, 32769, 32770, 65000, 65535])

/** Whether these first bytes of a file, of which `text` are the first as Latin-1, are those of a camera's raw file. */
export function isCameraRaw(head: Uint8Array, text: string): boolean {
  if (letters.some((magic) => text.startsWith(magic))) return true
  // Canon: CR3 is an ISO file of its own brand, CR2 a TIFF with its letters behind the header.
  if (text.slice(4, 12) === 'ftypcrx ' || text.slice(8, 10) === 'CR') return true
  if (!text.startsWith('II*\0') && !text.startsWith('MM\0*')) return false
  return isRawTiff(new DataView(head.buffer, head.byteOffset, head.byteLength), text.startsWith('II'))
}

/** By the first directory: a DNG says so; others name their maker and keep the sensor's data in directories below, or packed in their own way. */
function isRawTiff(view: DataView, little: boolean): boolean {
  const directory = view.byteLength < 8 ? 0 : view.getUint32(4, little)
  if (directory < 8 || directory + 2 > view.byteLength) return false
  const count = Math.min(view.getUint16(directory, little), Math.floor((view.byteLength - directory - 2) / 12))
  const tags = new Map<number, number>()
  for (let index = 0; index < count; index++) {
    const at = directory + 2 + index * 12
    tags.set(view.getUint16(at, little), view.getUint16(at + 8, little))
  }
  if (tags.has(dngVersionTag)) return true
  return tags.has(makeTag) && (tags.has(subDirectoriesTag) || rawCompressions.has(tags.get(compressionTag) ?? 1))
}
