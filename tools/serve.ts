import pino from 'pino'
import { builtApp } from './drive/built.ts'
import { requireChromium } from './requireChromium.ts'
import { parseServeArgs, usage } from './serve/options.ts'
import { openServer } from './serve/server.ts'

const parsed = parseServeArgs(process.argv.slice(2))
if (!parsed.ok) {
  console.error(parsed.message === '' ? usage : `${parsed.message}\n\n${usage}`)
  process.exit(parsed.message === '' ? 0 : 2)
}
const log = pino({ base: null })
requireChromium()
const server = await openServer(parsed.options, { app: builtApp(), log })
console.error(`Clearcut serves at ${server.url} (${server.url}/docs)`)

let isStopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second one does not wait.
    if (isStopping) process.exit(1)
    isStopping = true
    log.info('stopping: running tasks end, waiting ones are kept')
    void server.close().then(() => process.exit(0))
  })
}
