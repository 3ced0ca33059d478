import { resolve } from 'node:path'
import type { Rolldown } from 'vite'

/** What the page loads one after the other; each stage needs what the stages before it have brought. */
const stages = {
  first: 'src/first.ts',
  page: 'src/main.tsx',
  help: 'src/app/HelpDialog.tsx',
  start: 'src/start.ts',
  workspace: 'src/app/Workspace.tsx',
}

/** Pages and scripts that do without the page's parts. */
const others = ['src/embed/engineMain.ts', 'src/embed/embedMain.ts', 'src/embed/clearcut.ts']

type Graph = Rolldown.ChunkingContext

/**
 * One file for each stage of the page, and one for what other pages share of it. Left to itself, the bundler makes a file for each set of pages and
 * parts that share something: some thirty for the first page, each with headers of its own that are larger than it is.
 */
export function chunksByStage(root: string): Rolldown.CodeSplittingOptions {
  const idOf = (path: string) => resolve(root, path)
  // A pass asks for each module.
  const known = new WeakMap<Graph, Map<string, string>>()

  function namesIn(graph: Graph): Map<string, string> {
    const names = new Map<string, string>()
    const elsewhere = new Set<string>()
    for (const path of others) follow(idOf(path), graph, elsewhere)
    const seen = new Set<string>()
    for (const [stage, path] of Object.entries(stages)) {
      const before = new Set(seen)
      follow(idOf(path), graph, seen)
      for (const id of seen) if (!before.has(id)) names.set(id, elsewhere.has(id) ? `${stage}-shared` : stage)
    }
    return names
  }

  const labels = Object.keys(stages).flatMap((stage) => [`${stage}-shared`, stage])
  return {
    groups: labels.map((label, index) => ({
      debugName: label,
      // A file takes with it what it imports, unless an earlier one has it.
      priority: labels.length - index,
      name(id, graph) {
        const names = known.get(graph) ?? namesIn(graph)
        known.set(graph, names)
        return names.get(id) === label ? label : undefined
      },
    })),
  }
}

/** Adds a module and all that it imports at once. */
function follow(id: string, graph: Graph, into: Set<string>): void {
  if (into.has(id)) return
  const info = graph.getModuleInfo(id)
  if (info === null) return
  into.add(id)
  for (const next of info.importedIds) follow(next, graph, into)
}
