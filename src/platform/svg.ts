import type { Size } from '#core/geometry.ts'
import { isWithinLimits } from '#core/limits.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { canvasWritesTruly } from './canvasTruth.ts'
import { cleanSvg, copiesTooMuch, withoutHtml } from './svgClean.ts'
import { hasHostileEntities } from './svgEntities.ts'
import { svgSize } from './svgSize.ts'

/** Reading a larger drawing would hold up the page. */
const maxSvgBytes = 20 * 1024 * 1024

/** A drawing that is not there by then would keep the page from answering. */
const patienceMs = 20_000

/**
 * Draws an SVG file to a PNG file of the drawing's own size. Nothing in the drawing runs, and nothing is fetched for it.
 * On the main thread, since workers have no means to draw SVG. Fails with `unsafe-svg`, `svg-html`, `damaged`, `too-many-pixels`, `pixels-changed` or `file-gone`.
 */
export async function drawSvg(file: Blob): Promise<Outcome<Blob>> {
  if (file.size > maxSvgBytes) return failure('unsafe-svg', 'too large')
  const text = await readText(file)
  if (text === undefined) return failure('file-gone')
  if (hasHostileEntities(text)) return failure('unsafe-svg', 'entities')
  const drawing = new DOMParser().parseFromString(withoutHandlers(text), 'image/svg+xml')
  const root = drawing.documentElement
  if (drawing.querySelector('parsererror') !== null || root.localName !== 'svg') return failure('damaged')
  cleanSvg(drawing)
  if (copiesTooMuch(drawing)) return failure('unsafe-svg', 'copies')
  const size = svgSize((name) => root.getAttribute(name))
  if (!isWithinLimits(size)) return failure('too-many-pixels', `${size.width} × ${size.height}`)
  // Stated in whole pixels, so that every browser draws it at the same size.
  root.setAttribute('width', String(size.width))
  root.setAttribute('height', String(size.height))
  const written = () => new XMLSerializer().serializeToString(drawing)
  if (drawing.querySelector('foreignObject') === null) return await draw(blobAddress(written()), size)
  // Browsers read back a canvas with HTML on it only where that came from the address itself, and Safari not even then.
  const drawn = await drawOrRefuse(dataAddress(written()), size)
  if (drawn !== undefined) return drawn
  return withoutHtml(drawing) ? failure('svg-html') : await draw(blobAddress(written()), size)
}

/** Takes the event handlers out of the text already: the page's policy counts even one that is only parsed as an attempt to run it. */
function withoutHandlers(text: string): string {
  return text.replace(/(\s)on(?=[a-z]+\s*=)/gi, '$1data-on')
}

/** An address of a drawing, which is let go after use. */
interface Address {
  url: string
  release(): void
}

function blobAddress(svg: string): Address {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  return { url, release: () => URL.revokeObjectURL(url) }
}

function dataAddress(svg: string): Address {
  return { url: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, release() {} }
}

/** Draws to a PNG; undefined where the browser does not give back what was drawn. */
async function drawOrRefuse({ url, release }: Address, { width, height }: Size): Promise<Outcome<Blob> | undefined> {
  const canvas = document.createElement('canvas')
  try {
    const image = await loaded(url)
    if (image === undefined) return failure('damaged')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (png === null) return failure('out-of-memory')
    return (await canvasWritesTruly()) ? success(png) : failure('pixels-changed')
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return undefined
    throw error
  } finally {
    canvas.width = 0
    release()
  }
}

async function draw(address: Address, size: Size): Promise<Outcome<Blob>> {
  return (await drawOrRefuse(address, size)) ?? failure('unsafe-svg', 'the browser does not give it back')
}

/** The image, or undefined where the browser cannot draw it. By events: `decode()` of a drawing never settles in some versions of Safari. */
function loaded(url: string): Promise<HTMLImageElement | undefined> {
  return new Promise((resolve) => {
    const image = new Image()
    const timer = setTimeout(() => resolve(undefined), patienceMs)
    image.onload = () => {
      clearTimeout(timer)
      resolve(image)
    }
    image.onerror = () => {
      clearTimeout(timer)
      resolve(undefined)
    }
    image.src = url
  })
}

/** The text in the encoding that its first bytes or its declaration state; undefined where the file can no longer be read. */
async function readText(file: Blob): Promise<string | undefined> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    return new TextDecoder(encodingOf(bytes)).decode(bytes)
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const declared = /^\s*<\?xml[^>]*\sencoding=["'](iso-8859-\d+|windows-125\d)["']/i.exec(
    String.fromCharCode(...bytes.subarray(0, 200)),
  )?.[1]
  return declared ?? 'utf-8'
}
