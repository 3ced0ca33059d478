import type { FamilyId } from '#core/models.ts'
import type { OnnxShape } from './onnxModelShape.ts'

/**
 * Guesses which normalisation a model was trained with. Nothing in an ONNX file says it, so this is evidence, strongest first:
 * a name that people give the file, names of inputs and outputs that only one exporter uses, and the size. The person can correct it.
 */
export function guessFamily(fileName: string, { input, masks, outputCount }: OnnxShape): FamilyId {
  const byName = namePatterns.find(([pattern]) => pattern.test(fileName))
  if (byName !== undefined) return byName[1]

  const outputs = masks.map(({ name }) => name)
  // BRIA's export of RMBG 2.0.
  if (input.name === 'pixel_values' && outputs.includes('alphas')) return 'rmbg-2.0'
  // The anime IS-Net of anime-segmentation takes 0 to 1 as it is.
  if (input.name === 'img' && outputs.includes('mask')) return 'plain'
  const side = input.width ?? input.height
  // U²-Net gives its fused mask and six side masks, at 320; IS-Net gives six or more at 1024.
  if (outputCount >= 6) return side === 1024 ? 'isnet' : 'u2net'
  // The BiRefNet repository's exporter.
  if (input.name === 'input_image' && outputs.includes('output_image')) return 'birefnet'
  if (side === 1024) return 'rmbg-1.4'
  // MODNet leaves both sides open or is exported at 512, with these names.
  if (input.name === 'input' && outputs[0] === 'output' && (side ?? 512) === 512) return 'modnet'
  // The mean and deviation of ImageNet are by far the commonest.
  return 'u2net'
}

/** The side of a model that leaves it open, in pixels: what the family was trained at. */
export const usualSide = {
  u2net: 320,
  isnet: 1024,
  modnet: 512,
  'rmbg-1.4': 1024,
  'rmbg-2.0': 1024,
  birefnet: 1024,
  plain: 512,
  bytes: 512,
} as const satisfies Record<FamilyId, number>

/** Order matters: `isnet-anime` before `isnet`, `rmbg-2` before `rmbg`. BEN is normalised as BiRefNet is. */
const namePatterns: [RegExp, FamilyId][] = [
  [/anime|isnetis/i, 'plain'],
  [/rmbg[-_ .]?v?2/i, 'rmbg-2.0'],
  [/rmbg|bria/i, 'rmbg-1.4'],
  [/birefnet/i, 'birefnet'],
  [/(^|[^a-z])ben(2|[^a-z]|$)/i, 'birefnet'],
  [/is-?net|(^|[^a-z])dis([^a-z]|$)/i, 'isnet'],
  [/modnet/i, 'modnet'],
  [/u-?2-?net|silueta/i, 'u2net'],
]
