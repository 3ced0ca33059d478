import { builtInModels } from '#core/models.ts'
import { Embedded } from './embedded.ts'
import { baseUrl, openDesk } from './openDesk.ts'
import type { FromFrame, Greeting } from './wire.ts'

/** Models that lie beside the app are brought onto the device when a task first wants one. */
const stock = __MODEL_SOURCES__.ownFiles.map((name) => ({ name, url: new URL(`models/${name}`, baseUrl).href }))

const greeting: Greeting = 'clearcut-embed-1'

let isTaken = false

// The headers say the same to the browser (frame-ancestors); a host that sends none is guarded by this alone.
addEventListener('message', ({ data, origin, source, ports: [port] }) => {
  if (data !== greeting || port === undefined || source !== window.parent || isTaken) return
  const say = (message: FromFrame) => port.postMessage(message)
  if (!__EMBED_ORIGINS__.includes(origin)) {
    say({ kind: 'refused', why: `This Clearcut was not built for pages of ${origin}: build it with CLEARCUT_EMBED.` })
    return
  }
  isTaken = true
  new Embedded(port, openDesk(builtInModels[0].id, stock))
  say({ kind: 'ready' })
})
