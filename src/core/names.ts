import { type Density, type ExportFormat, type ExportSettings, type FileSettings, isSet } from './settings.ts'

/** Extension that a file of this type is written with. */
const extensions = { png: 'png', webp: 'webp', jpeg: 'jpg', avif: 'avif', gif: 'gif' } as const satisfies Record<
  ExportFormat,
  string
>

/** Extensions of pictures, which an output name drops; what else follows a dot belongs to the name (`v1.2`). */
const pictureExtension =
  /\.(?:jpe?g|jpe|jfif|png|apng|webp|avif|gif|bmp|svgz?|hei[cf]|tiff?|psd|psb|ico|jxl|jp2|j2k|jpx)$/i

/** Whether a file is called a picture, also one of a camera's raw formats. */
export function isPictureName(name: string): boolean {
  return pictureExtension.test(name) || rawExtension.test(name)
}

const rawExtension = /\.(?:cr[23]|crw|nef|nrw|arw|srf|sr2|raf|dng|orf|rw2|pef|srw|x3f|3fr|iiq|mrw|erf|kdc|dcr)$/i

/** Characters that no file name may have somewhere: Windows is the strictest. */
const separators = /["*/:<>?\\|]/g

/** Controls, and invisible marks that turn the reading direction about or make two names look alike. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const invisible = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g

/** Names of devices, which Windows opens instead of a file, whatever extension follows. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

/** Longest stem in UTF-8 bytes: file systems end at 255, and the ending and a number still have to fit. */
const maxStemBytes = 180

/**
 * The part of a photo's name that its outputs begin with: `beach.jpg` gives `beach`, `写真 猫.jpg` gives `写真 猫`.
 * All picture extensions at the end are dropped (`double.ext.png.jpg` gives `double.ext`), since an inner one would say something false about the output.
 * What is left can be written on every system and reads in one direction; a name of which nothing is left gives `photo`.
 */
export function nameStem(photoName: string): string {
  let stem = tidy(photoName.toWellFormed())
  while (pictureExtension.test(stem)) stem = tidy(stem.replace(pictureExtension, ''))
  // A percent sequence is no threat to a file system, but some programs decode it: `%2F` must not become a separator.
  stem = tidy(shortened(stem.replace(/%(?=[0-9a-f]{2})/gi, '_')))
  if (stem === '') return 'photo'
  return reserved.test(stem) ? `_${stem}` : stem
}

/**
 * The folders that a photo lay in, as a ZIP can hold them: `tree/blue/` for `tree/blue`, nothing for none. No part of it leads
 * out of the ZIP or means something else on another system.
 */
export function folderPrefix(folder: string | undefined): string {
  const parts = (folder ?? '').split('/').map((part) => shortened(tidy(part.toWellFormed())))
  const named = parts.filter((part) => part !== '').map((part) => (reserved.test(part) ? `_${part}` : part))
  return named.map((part) => `${part}/`).join('')
}

/** Name of the photo's cutout or mask as a file of this type: `beach-cutout.png`, `beach-mask.webp`. */
export function outputName(photoName: string, content: 'cutout' | 'mask', format: ExportFormat): string {
  return `${nameStem(photoName)}-${content}.${extensions[format]}`
}

/** Is a file called as outputs are? `beach-cutout.png`, `beach-mask@2x.webp` and `beach-cutout (2).png` are. */
export function isWrittenName(name: string): boolean {
  return /-(?:cutout|mask)(?:@[23]x)?(?: \(\d+\))?\.\w+$/i.test(name)
}

/** Name of the same file for screens of so many pixels for one: `beach-cutout@2x.png`, as Apple's tools and most of the web's look for it. */
export function denseName(name: string, density: Density): string {
  return density === 1 ? name : name.replace(/(\.\w+)$/, `@${density}x$1`)
}

/** Name of what is downloaded for one photo: its file, or the ZIP of its layers or of its set (`beach-cutout-set.zip`). */
export function parcelName(
  photoName: string,
  settings: Pick<ExportSettings, 'content' | 'format' | 'densities'>,
): string {
  const { content, format } = settings
  if (content === 'layers') return layersName(photoName)
  return isSet(settings) ? `${nameStem(photoName)}-${content}-set.zip` : outputName(photoName, content, format)
}

/** Name of the ZIP with the colours and the alpha of a photo's cutout: `beach-layers.zip`. */
export function layersName(photoName: string): string {
  return `${nameStem(photoName)}-layers.zip`
}

/** Name of one of the two layers in their ZIP. Programs made for remove.bg's ZIP look for exactly `color.jpg` and `alpha.png`. */
export function layerNames({ content, format }: Pick<FileSettings, 'content' | 'format'>): string {
  return `${content === 'mask' ? 'alpha' : 'color'}.${extensions[format]}`
}

/**
 * The name itself, or with the first number that makes it differ from all taken ones: `beach-cutout (2).png`.
 * Capitals are not told apart, as on the disks of Windows and macOS. The caller adds the result to its set.
 */
export function uniqueName(name: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map(folded))
  let unique = name
  for (let number = 2; used.has(folded(unique)); number += 1) unique = numberedName(name, number)
  return unique
}

/** The name with a number before its ending: `beach-cutout (2).png`. */
export function numberedName(name: string, number: number): string {
  const dot = name.lastIndexOf('.') > name.lastIndexOf('/') + 1 ? name.lastIndexOf('.') : -1
  return dot > 0 ? `${name.slice(0, dot)} (${number})${name.slice(dot)}` : `${name} (${number})`
}

/** Name given to the n-th pasted picture, which comes without one of its own. */
export function pastedName(number: number): string {
  return `pasted-${number}.png`
}

/** Takes out what no name may have, and the dots and spaces at both ends: a leading dot hides a file, Windows drops trailing ones. */
function tidy(name: string): string {
  return name
    .replace(invisible, '')
    .replace(separators, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
}

/** Cuts at a whole character, so that no half of a surrogate pair or of a joined emoji is left behind. */
function shortened(stem: string): string {
  const encoder = new TextEncoder()
  if (encoder.encode(stem).length <= maxStemBytes) return stem
  let kept = ''
  let bytes = 0
  for (const { segment } of new Intl.Segmenter().segment(stem)) {
    bytes += encoder.encode(segment).length
    if (bytes > maxStemBytes) break
    kept += segment
  }
  return kept
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
