import type { Bytes } from '#workers/decode/bytes.ts'

/** Places of the parts of a Photoshop file (Adobe Photoshop File Formats Specification, "Photoshop File Format"). */
export interface PsdLayout {
  channels: number
  width: number
  height: number
  /** Bits of a sample. */
  depth: number
  mode: number
  /** The colours of an indexed picture: all reds, all greens, all blues. */
  palette: { at: number; length: number }
  resources: { at: number; end: number }
  /** Where the flat picture begins, with the number of its packing. */
  pixels: number
  /** Whether the first channel beyond the colours says how opaque the flat picture is; others are saved selections. */
  hasAlpha: boolean
  /** Files of the large kind have longer lengths. */
  isLarge: boolean
}

/** Reads where everything lies; the pixels themselves are not looked at. */
export function psdLayout(bytes: Bytes): PsdLayout {
  const isLarge = bytes.u16(4) === 2
  const lengthOfLayers = isLarge ? 8 : 4
  const palette = { at: 30, length: bytes.u32(26) }
  const resources = palette.at + palette.length + 4
  const layers = resources + bytes.u32(resources - 4)
  const layersLength = isLarge ? bytes.u32(layers) * 2 ** 32 + bytes.u32(layers + 4) : bytes.u32(layers)
  // Behind the lengths of the section and of its first part: the number of layers, negative where the flat picture has alpha.
  const count = layersLength >= lengthOfLayers + 2 ? bytes.u16(layers + 2 * lengthOfLayers) : 0
  return {
    channels: bytes.u16(12),
    height: bytes.u32(14),
    width: bytes.u32(18),
    depth: bytes.u16(22),
    mode: bytes.u16(24),
    palette,
    resources: { at: resources, end: layers },
    pixels: layers + lengthOfLayers + layersLength,
    hasAlpha: count > 0x7fff,
    isLarge,
  }
}

/** Where the data of a resource begin and end; undefined where the file has none of this number. */
export function psdResource(
  bytes: Bytes,
  { resources }: PsdLayout,
  number: number,
): { at: number; end: number } | undefined {
  for (let at = resources.at; at + 12 <= resources.end && bytes.text(at, 4) === '8BIM'; ) {
    // A name with its length before it, and the data, are of even lengths.
    const name = (bytes.u8(at + 6) + 2) & ~1
    const data = at + 10 + name
    const length = bytes.u32(data - 4)
    if (bytes.u16(at + 4) === number) return { at: data, end: data + length }
    at = data + length + (length & 1)
  }
  return undefined
}
