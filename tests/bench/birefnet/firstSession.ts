import { Graph } from '#workers/onnx/graph.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import type { Backend } from '#workers/runtime/session.ts'

/** Milliseconds until the first session of a worker is ready: onnxruntime is fetched, compiled and started for it. */
export async function firstSession(backend: Backend): Promise<number> {
  const graph = new Graph()
  graph.output(graph.op('Neg', [graph.input('x', 'f32', [64])]), 'y')
  const { model } = graph.build()
  const begin = performance.now()
  const session = await openSession(model, { backend })
  if (!session.ok) throw new Error(session.detail ?? session.reason)
  return performance.now() - begin
}
