import type { Size } from '#core/geometry.ts'

/** Longer side of a drawing that states only its proportions: enough for print, quick to cut. */
const longerSide = 2048

/** What browsers take where a drawing states nothing at all. */
const unstated: Size = { width: 300, height: 150 }

/** CSS pixels in one unit of length. */
const pixelsIn: Record<string, number> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 9.6 / 2.54,
  q: 2.4 / 2.54,
  em: 16,
  rem: 16,
  ex: 8,
}

/**
 * Size in pixels that a drawing is drawn at: what it states itself; where it states only its proportions, 2048 on the longer side.
 * @param attribute reads an attribute of the root element; a missing one is null
 */
export function svgSize(attribute: (name: string) => string | null): Size {
  const width = length(attribute('width'))
  const height = length(attribute('height'))
  const shape = proportions(attribute('viewBox'))
  if (width !== undefined && height !== undefined) return whole({ width, height })
  if (shape === undefined) return whole({ width: width ?? unstated.width, height: height ?? unstated.height })
  if (width !== undefined) return whole({ width, height: (width * shape.height) / shape.width })
  if (height !== undefined) return whole({ width: (height * shape.width) / shape.height, height })
  const scale = longerSide / Math.max(shape.width, shape.height)
  return whole({ width: shape.width * scale, height: shape.height * scale })
}

/** A length in pixels; undefined for shares of a page that is not there, for what is no length, and for nothing. */
function length(value: string | null): number | undefined {
  const [, number = '', unit = ''] = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(value ?? '') ?? []
  const pixels = Number(number) * (pixelsIn[unit.toLowerCase()] ?? 0)
  return Number.isFinite(pixels) && pixels > 0 ? pixels : undefined
}

function proportions(viewBox: string | null): Size | undefined {
  const [, , width = 0, height = 0] = (viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  return width > 0 && height > 0 && Number.isFinite(width / height) && width / height > 0
    ? { width, height }
    : undefined
}

function whole({ width, height }: Size): Size {
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
}
