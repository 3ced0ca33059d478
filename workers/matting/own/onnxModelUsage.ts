import type { Size } from '#core/geometry.ts'
import type { OnnxModel } from '#core/models.ts'
import { guessFamily, usualSide } from './onnxModelFamily.ts'
import type { OnnxShape } from './onnxModelShape.ts'

/** How a model of this shape is used: everything but what its bytes tell. */
export function usageOf(
  fileName: string,
  shape: OnnxShape,
  takesBytes = false,
): Omit<OnnxModel, 'id' | 'sizeBytes' | 'file'> {
  const guessed = guessFamily(fileName, shape)
  const family = takesBytes || shape.input.type === 'uint8' ? 'bytes' : guessed
  const input = inputSize(shape.input, usualSide[guessed])
  return {
    kind: 'onnx',
    name: fileName.replace(/\.onnx(?:\.\w+)?$/i, '') || fileName,
    input,
    family,
    output: pickMask(shape, input),
    ...(shape.input.isChannelsLast ? { layout: 'channels-last' } : {}),
  }
}

/** The file's own size; sides that it leaves open are square and of the usual size. */
function inputSize({ width, height }: OnnxShape['input'], usual: number): Size {
  const side = width ?? height ?? usual
  return { width: width ?? side, height: height ?? side }
}

/**
 * The first mask as large as the input: U²-Net, IS-Net and their kin give the fused mask first and the side masks, which are mostly
 * smaller, after it. Where none is as large, the largest.
 */
function pickMask({ masks }: OnnxShape, input: Size): string {
  const share = ({ width, height }: OnnxShape['masks'][number]) =>
    Math.min(1, ((width ?? input.width) * (height ?? input.height)) / (input.width * input.height))
  const best = masks.reduce((first, next) => (share(next) > share(first) ? next : first))
  return best.name
}
