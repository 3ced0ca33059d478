import { type Outcome, success } from '#core/outcome.ts'
import { Graph } from '#workers/onnx/graph.ts'
import { openSession } from './openSession.ts'
import type { Backend } from './session.ts'

/**
 * Makes onnxruntime-web load its files, make its heap and start its threads: it does so with its first session, so it gets the smallest there is.
 * Fails as `openSession` does.
 */
export async function beginRuntime(backend: Backend): Promise<Outcome<null>> {
  const graph = new Graph()
  graph.output(graph.op('Relu', [graph.input('in', 'f32', [1])]), 'out')
  const session = await openSession(graph.build().model, { backend })
  if (!session.ok) return session
  await session.value.release()
  return success(null)
}
