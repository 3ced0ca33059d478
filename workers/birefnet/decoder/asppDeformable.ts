import { convolution, convolve, relu } from '#workers/birefnet/convolution.ts'
import {
  type DeformableMaps,
  deformableInputs,
  deformableMaps,
  deformableOutputs,
  deformableRows,
  deformableTokens,
  type Rows,
} from '#workers/birefnet/deformable/deformable.ts'
import type { Network } from '#workers/birefnet/network.ts'
import { tokensToMap } from '#workers/birefnet/tokens.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { dtypes } from '#workers/onnx/tensor.ts'
import { foldBias, scaleOutputs } from '#workers/weights/fold.ts'
import { transposed } from '#workers/weights/matrix.ts'

/** The four deformable convolutions by name and kernel size, in the order of the joint 1 x 1 convolution's inputs. */
const branches = [
  { name: 'aspp1', kernel: 1 },
  { name: 'aspp_deforms.0', kernel: 1 },
  { name: 'aspp_deforms.1', kernel: 3 },
  { name: 'aspp_deforms.2', kernel: 7 },
] as const

/**
 * ASPPDeformable: four deformable convolutions and the map's mean, joined by a 1 x 1 convolution back to 64 channels. The joint
 * convolution is split by branch, so that the 1280 channels never lie side by side, and everything is finished by row chunks.
 */
export function asppDeformable(net: Network, x: Value, key: string): Value {
  const maps = branches.map(({ name, kernel }) => deformableMaps(net, x, `${key}.${name}`, kernel))
  const mean = meanBranch(net, x, key)
  if (net.plan.precision === 'int8') return inTokens(net, x, key, maps, mean)
  const parts = rowChunks(x, net.plan.chunkBytes).map((rows) => {
    const sum = maps.reduce((partial, map, index) => {
      const branch = deformableRows(net, map, rows)
      return net.add(convolve(net, branch, { name: `${key}.conv1.${index}`, ...joint(net, key, index) }), partial)
    }, mean)
    return relu(net, sum)
  })
  return net.concat(parts, 2)
}

/** The same in 8 bits. Products of whole numbers want each place's values side by side, so the map is turned only once all is summed up. */
function inTokens(net: Network, x: Value, key: string, maps: readonly DeformableMaps[], mean: Value): Value {
  const [, , height = 0, width = 0] = x.shape
  // DeformConv holds its samples twice.
  const parts = rowChunks(x, net.plan.chunkBytes / 2).map((rows) => {
    const sum = maps.reduce(
      (partial, map, index) => {
        const { outputs, weight } = joint(net, key, index)
        const matrix = net.constant('f32', `${key}.conv1.${index}.matrix`, [deformableOutputs, outputs], () =>
          transposed(weight(), outputs, deformableOutputs),
        )
        const branch = deformableTokens(net, map, rows)
        const shape = [branch.shape[0] ?? 0, outputs]
        return net.add(net.graph.op('MatMul', [branch, matrix], {}, { shape }), partial)
      },
      net.reshape(mean, [1, deformableInputs]),
    )
    return relu(net, sum)
  })
  return tokensToMap(net, { value: net.concat(parts, 0), height, width })
}

/** The mean of each channel through its own convolution and its share of the joint one, with the joint bias: [1, 64, 1, 1]. */
function meanBranch(net: Network, x: Value, key: string): Value {
  const pool = `${key}.global_avg_pool`
  const mean = globalMean(net, x)
  const features = convolution(net, mean, `${pool}.1`, { outputs: 256, kernel: 1, norm: `${pool}.2`, hasBias: false })
  const bias = () => foldBias(undefined, net.readNorm(`${key}.bn1`))
  return convolve(net, relu(net, features), { name: `${key}.conv1.mean`, ...joint(net, key, branches.length), bias })
}

/** In half precision a sum over a whole map may pass 65504: the mean is taken along one axis, then the other. */
function globalMean(net: Network, x: Value): Value {
  const { graph } = net
  const [, channels = 0, height = 0] = x.shape
  if (x.dtype === 'f32') return graph.op('GlobalAveragePool', [x], {}, { shape: [1, channels, 1, 1] })
  const rows = graph.op('ReduceMean', [x, graph.ints([3])], { keepdims: 1 }, { shape: [1, channels, height, 1] })
  return graph.op('ReduceMean', [rows, graph.ints([2])], { keepdims: 1 }, { shape: [1, channels, 1, 1] })
}

/** The joint convolution's weights for the inputs of one branch, with its norm folded in. */
function joint(net: Network, key: string, branch: number) {
  const weight = () => {
    const folded = scaleOutputs(net.read(`${key}.conv1.weight`), net.readNorm(`${key}.bn1`).scale)
    const columns = folded.length / deformableInputs
    const cut = new Float32Array(deformableInputs * deformableOutputs)
    for (let output = 0; output < deformableInputs; output++) {
      const start = output * columns + branch * deformableOutputs
      cut.set(folded.subarray(start, start + deformableOutputs), output * deformableOutputs)
    }
    return cut
  }
  return { outputs: deformableInputs, kernel: 1, weight }
}

/** Rows so few at a time that the samples of the 7 x 7 convolution keep within a chunk. */
function rowChunks(x: Value, chunkBytes: number): Rows[] {
  const [, channels = 0, height = 0, width = 0] = x.shape
  const bytesPerRow = channels * 49 * width * dtypes[x.dtype].bytes
  const count = Math.min(height, Math.ceil((height * bytesPerRow) / chunkBytes))
  const size = Math.ceil(height / count)
  const chunks: Rows[] = []
  for (let start = 0; start < height; start += size) chunks.push({ start, end: Math.min(height, start + size) })
  return chunks
}
