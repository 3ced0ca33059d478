import { drawingOf } from './drawing.ts'
import { importsOf } from './rooms.ts'

/** The text of `docs/architecture.md`. */
export function architecturePage(root: string): string {
  return `# The architecture in one drawing

This page is written by \`npm run architecture\` from the imports of the code, and a test holds it to them. An arrow says that one room imports from another; \`core\`, which
nearly all rooms import, has one arrow from each house.

\`\`\`mermaid
${drawingOf(importsOf(root))}
\`\`\`

What the drawing shows, and the linter enforces:

- The page never imports from the workers: both halves meet in \`core/contract.ts\`, and speak by messages. \`engine\` names each worker's entry by its address, in one line.
- \`core\` imports nothing of ours but the names of the messages, and is compiled for both threads.
- A feature imports neither another feature nor the engine: it calls the store's actions, which get the engine and the browser's interfaces handed in.
- \`birefnet\`, \`nano\`, \`onnx\`, \`weights\` and \`pixels\` are pure: they run in Node as well, where most of their tests do.
- Only \`workers/runtime\` imports onnxruntime-web.

How a photo goes through these rooms stands in [how-a-cut-is-made.md](how-a-cut-is-made.md).
`
}
