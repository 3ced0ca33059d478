import { blobOfData } from './dataAddress.ts'
import type { BroughtFile } from './droppedFiles.ts'

/** What a drag or the clipboard brings besides files: pictures within a text, and addresses of others. */
export interface Carried {
  pictures: BroughtFile[]
  /** Of pictures on the web, absolute. */
  addresses: string[]
  /** Whether something was meant to be a picture that no page may read: `file:`, `blob:`, `cid:` and the like. */
  isOutOfReach: boolean
}

/** Reads HTML, addresses and plain text; must be called while the event is handled. Pictures get names by their turn. */
export function carriedBy(transfer: DataTransfer, nameOf: () => string): Carried {
  const plain = transfer.getData('text/plain').trim()
  const fromHtml = sourcesOfHtml(transfer.getData('text/html'))
  const listed = transfer
    .getData('text/uri-list')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
  const written = /^(?:https?:\/\/|data:image\/|file:|blob:)\S+$/i.test(plain) ? [plain] : []
  const drawn = /^(?:<\?xml[^>]*>\s*)?<svg[\s>]/i.test(plain) ? [plain] : fromHtml.drawings
  // What is in the text is what was meant; the other kinds repeat it, or are links around it.
  const sources = [fromHtml.sources, listed, written].find((some) => some.length > 0) ?? []
  const all = [...new Set(sources)]
  const pictures = all.filter(isData).flatMap((address): BroughtFile[] => {
    const blob = blobOfData(address)
    return blob === undefined ? [] : [broughtAs(nameOf(), blob)]
  })
  if (all.length === 0)
    pictures.push(...drawn.map((svg) => broughtAs(nameOf(), new Blob([svg], { type: 'image/svg+xml' }))))
  const addresses = all.filter((address) => /^https?:/i.test(address))
  return { pictures, addresses, isOutOfReach: pictures.length + addresses.length === 0 && all.length > 0 }
}

function broughtAs(name: string, blob: Blob): BroughtFile {
  return { name, file: new File([blob], name, { type: blob.type }) }
}

const isData = (address: string) => /^data:/i.test(address)

/** The addresses of the pictures in a piece of HTML, the largest of each, and the drawings that stand in it. Nothing is loaded or run. */
function sourcesOfHtml(html: string): { sources: string[]; drawings: string[] } {
  if (html === '') return { sources: [], drawings: [] }
  const page = new DOMParser().parseFromString(html, 'text/html')
  const sources: string[] = []
  for (const image of page.querySelectorAll('img, input[type="image"], picture source, svg image, video[poster]')) {
    const plain = image.getAttribute('src') ?? image.getAttribute('href') ?? image.getAttribute('xlink:href') ?? ''
    const source =
      plain === '' ? (largestOf(image.getAttribute('srcset')) ?? image.getAttribute('poster') ?? '') : plain
    const isAlternative = image.localName === 'source' && image.parentElement?.querySelector('img') !== null
    if (source !== '' && !isAlternative) sources.push(source)
  }
  for (const link of page.querySelectorAll('a[href^="data:image/" i]')) sources.push(link.getAttribute('href') ?? '')
  for (const element of page.querySelectorAll('[style*="url("]')) {
    const [, address] =
      /url\(\s*["']?(data:image\/[^"')]+|https?:[^"')]+)/i.exec(element.getAttribute('style') ?? '') ?? []
    if (address !== undefined) sources.push(address)
  }
  const drawings = [...page.querySelectorAll('svg')]
    .filter((drawing) => drawing.parentElement?.closest('svg') == null && drawing.querySelector('image') === null)
    .map((drawing) => new XMLSerializer().serializeToString(drawing))
  return { sources, drawings }
}

/** The address of a `srcset` with the largest width or density. */
function largestOf(set: string | null): string | undefined {
  const candidates = [...(set ?? '').matchAll(/(\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)/g)]
  const [best] = candidates.sort((one, other) => Number(other[2] ?? 1) - Number(one[2] ?? 1))
  return best?.[1]
}
