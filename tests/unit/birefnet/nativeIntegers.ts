import { InferenceSession, Tensor } from 'onnxruntime-node'
import { Graph } from '#workers/onnx/graph.ts'

/**
 * Whether the native runtime, which stands in for the one of browsers here, multiplies bytes exactly on this processor. On x86 without VNNI it adds
 * products two by two in 16 bits, which do not hold 2 x 255 x 127; what is measured of 8 bits then is this, and not the graph.
 */
export async function multipliesBytesExactly(): Promise<boolean> {
  const [inputs, outputs] = [96, 48]
  const graph = new Graph()
  const data = () => new Int8Array(inputs * outputs).fill(127)
  const matrix = graph.constant('matrix', { dtype: 'i8', shape: [inputs, outputs], data })
  const bytes = graph.input('bytes', 'u8', [4, inputs])
  graph.output(graph.op('MatMulInteger', [bytes, matrix], {}, { dtype: 'i32', shape: [4, outputs] }), 'sums')
  const session = await InferenceSession.create(graph.build().model, { logSeverityLevel: 3 })
  const { sums } = await session.run({ bytes: new Tensor('uint8', new Uint8Array(4 * inputs).fill(255), [4, inputs]) })
  if (!(sums?.data instanceof Int32Array)) throw new TypeError('Whole numbers come out.')
  return sums.data.every((sum) => sum === inputs * 255 * 127)
}
