import { formulaSource } from '#tests/formula/checkpoint.ts'
import { formulaImage } from '#tests/formula/weights.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { writeGraph } from '#workers/birefnet/compile.ts'
import { Network } from '#workers/birefnet/network.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import { openCheckpoint } from '#workers/weights/checkpoint.ts'

/**
 * What 8 bits cost each layer of the lite network that has such a form: the norm of the difference over the norm of the result, both
 * from the exact input. (What comes out at the end says nothing: the formula's weights blow every difference up.)
 */
export async function layerErrors(side: number): Promise<Record<string, number>> {
  const backbone = backbones['swin-t']
  const checkpoint = openCheckpoint(formulaSource(backbone))
  if (!checkpoint.ok) throw new Error(checkpoint.detail)
  const size = { width: side, height: side }
  const plan = { size, precision: 'fp32', deformable: 'native', chunkBytes: 32e6, patchOrder: 'c-hg-wg' } as const
  const net = new Network(checkpoint.value, plan)
  const { graph } = net
  const names: string[] = []
  net.observe = ({ name, exact, quantised }) => {
    const norm = (x: typeof exact) => graph.op('ReduceSumSquare', [x], { keepdims: 0 }, { shape: [] })
    const gap = norm(graph.op('Sub', [exact, quantised()]))
    const output = `${names.length}:${name}`
    graph.output(graph.op('Sqrt', [graph.op('Div', [gap, norm(exact)])]), output)
    names.push(output)
  }
  writeGraph(net, backbone, [])
  const { model, external } = graph.build({ externalData: 'weights.bin', filePerTensor: true })
  const externalData = external.map(({ path, byteLength, data }) => lazyFile({ path, byteLength, make: data }))
  const session = await openSession(model, { backend: 'wasm', externalData, lean: true })
  if (!session.ok) throw new Error(session.detail)
  const image = { type: 'float32', dims: [1, 3, side, side], data: formulaImage(side, side) } as const
  const results = await session.value.run({ image }, names)
  if (!results.ok) throw new Error(results.detail)
  return Object.fromEntries(names.map((name) => [name, results.value[name]?.data[0] ?? Number.NaN]))
}
