import type { Graph } from './graph.ts'
import { byteLength } from './tensor.ts'

/** What the activations of a graph take while it runs. */
export interface Liveness {
  /** Most bytes that are alive at once. */
  peakBytes: number
  /** Name of the operator that runs at that moment. */
  at: string
  /** The values alive then, largest first. */
  alive: { name: string; bytes: number }[]
}

/** Operators that only look at the same bytes in another shape. */
const views = new Set(['Reshape', 'Identity'])

/** Operators that ONNX Runtime writes over an operand of the same size when nobody else needs it. */
const overwriting = new Set(['Add', 'Mul', 'Relu', 'Sigmoid', 'Softmax'])

/**
 * Follows the activations through a run: a value takes room from the operator that makes it to the last one that reads it.
 * Operators run in ONNX Runtime's order (`executionOrder`), views cost nothing and overwriting operators nothing new.
 * @param room bytes that are set aside for so many bytes of a value; just as many when left out
 */
export function liveness(graph: Graph, room = (bytes: number) => bytes): Liveness {
  const order = executionOrder(graph)
  const { owner, bytesOf: ownBytesOf } = buffers(graph, order)
  const bytesOf = (name: string) => room(ownBytesOf(name))
  const lastUse = new Map<string, number>()
  for (const [step, node] of order.entries()) {
    for (const name of [...node.inputs, ...node.outputs]) lastUse.set(owner(name), step)
  }
  const alive = new Map<string, number>()
  let current = 0
  let best: Liveness = { peakBytes: 0, at: '', alive: [] }
  for (const [step, node] of order.entries()) {
    for (const name of node.outputs) {
      const id = owner(name)
      if (alive.has(id)) continue
      alive.set(id, bytesOf(id))
      current += bytesOf(id)
    }
    if (current > best.peakBytes) {
      const list = Array.from(alive, ([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes)
      best = { peakBytes: current, at: node.name, alive: list }
    }
    for (const name of [...node.inputs, ...node.outputs]) {
      const id = owner(name)
      if (lastUse.get(id) !== step || !alive.delete(id)) continue
      current -= bytesOf(id)
    }
  }
  return best
}

type Node = Graph['nodes'][number]

/** Which value's bytes each value really lies in. */
function buffers(graph: Graph, order: readonly Node[]) {
  const owners = new Map<string, string>()
  const owner = (name: string) => owners.get(name) ?? name
  const bytesOf = (name: string) => {
    const value = graph.made(name)
    return value === undefined ? 0 : byteLength(value.dtype, value.shape)
  }
  const readers = new Map<string, number>()
  for (const node of order) {
    const [output = ''] = node.outputs
    const operand = views.has(node.type) ? node.inputs[0] : undefined
    if (operand !== undefined && graph.made(operand) !== undefined) owners.set(output, owner(operand))
    else for (const name of node.inputs) readers.set(owner(name), (readers.get(owner(name)) ?? 0) + 1)
  }
  for (const node of order) {
    if (!overwriting.has(node.type)) continue
    const [output = ''] = node.outputs
    const reusable = node.inputs.find(
      (name) => readers.get(owner(name)) === 1 && bytesOf(owner(name)) === bytesOf(output),
    )
    if (reusable !== undefined && graph.made(reusable) !== undefined) owners.set(output, owner(reusable))
  }
  const root = (name: string): string => {
    const next = owners.get(name)
    return next === undefined || next === name ? name : root(next)
  }
  return { owner: root, bytesOf }
}

/**
 * The order in which ONNX Runtime runs a graph: depth first from the results, at each operator the operand that was made last comes first
 * (GraphViewer's reverse search with NodeCompare).
 */
export function executionOrder(graph: Graph): Node[] {
  const maker = new Map<string, number>()
  for (const [index, node] of graph.nodes.entries()) for (const name of node.outputs) maker.set(name, index)
  const used = new Set(graph.nodes.flatMap(({ inputs }) => inputs))
  const stack: { index: number; isDone: boolean }[] = []
  for (const [index, { outputs }] of graph.nodes.entries()) {
    if (!outputs.some((name) => used.has(name))) stack.push({ index, isDone: false })
  }
  const seen = new Set<number>()
  const order: Node[] = []
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const node = graph.nodes[entry.index]
    if (node === undefined) continue
    if (entry.isDone) order.push(node)
    if (entry.isDone || seen.has(entry.index)) continue
    seen.add(entry.index)
    stack.push({ index: entry.index, isDone: true })
    const makers = new Set(node.inputs.flatMap((name) => maker.get(name) ?? []))
    for (const index of [...makers].sort((a, b) => a - b)) if (!seen.has(index)) stack.push({ index, isDone: false })
  }
  return order
}
