import { join } from 'node:path'
import type { Logger } from 'pino'
import { inSentences } from '#core/tasks/taskReasons.ts'
import type { ServeContext } from './context.ts'
import { Deliveries } from './deliveries.ts'
import { doors } from './doors.ts'
import { Engines } from './engine/engines.ts'
import { createMetrics } from './metrics.ts'
import type { ServeOptions } from './options.ts'
import { Outside, OutsideError, type OutsideOptions } from './outside/outside.ts'
import { Journal } from './tasks/journal.ts'
import { NotAcceptedError } from './tasks/order.ts'
import { Pictures } from './tasks/pictures.ts'
import { TaskDesk } from './tasks/taskDesk.ts'
import { Vault } from './vault.ts'

/** How often what has expired is forgotten. */
const sweepEveryMs = 10_000

export interface Server {
  /** Address, without a slash at the end. */
  url: string
  /** Takes no more, lets what runs end, and stops; what waits stays on disk. */
  close(): Promise<void>
}

export interface ServerSurroundings {
  /** Folder of the built app. */
  app: string
  log: Logger
  /** Tests resolve names as they like. */
  resolve?: OutsideOptions['resolve']
}

/** Opens the server: the engine first, then its doors. */
export async function openServer(
  options: ServeOptions,
  { app: built, log, resolve }: ServerSurroundings,
): Promise<Server> {
  const { limits } = options
  const vault = await Vault.open(join(options.keep, 'files'))
  const { journal, jobs } = await Journal.open(join(options.keep, 'tasks'))
  const outside = new Outside({
    allowUrls: options.allowUrls,
    timeoutMs: Math.min(limits.fetchMs, Math.max(limits.fetchMs, limits.deliveryMs)),
    ...(resolve === undefined ? {} : { resolve }),
  })
  const telling = new Outside({
    allowUrls: options.allowUrls,
    timeoutMs: limits.deliveryMs,
    ...(resolve === undefined ? {} : { resolve }),
  })
  const usual = options.model === undefined ? {} : { usual: options.model }
  const engines = await Engines.open({
    app: built,
    models: options.models,
    workers: options.workers,
    limitMs: limits.taskMs,
    log,
    ...usual,
  })
  const pictures = new Pictures(vault, outside, options.maxMb * 1024 * 1024)
  const metrics = createMetrics(() => desk.counts)
  const desk = new TaskDesk(
    {
      engines,
      vault,
      journal,
      pictures,
      metrics,
      log,
      options,
      mayTell: mayTell(outside),
      onEnd: (job) => deliveries.begin(job),
    },
    jobs,
  )
  const context: ServeContext = { desk, vault, pictures, outside, metrics, options, access: options, log }
  const deliveries = new Deliveries({ ...context, outside: telling })
  const http = await doors(context, () => engines.isUp)
  desk.resume()
  const sweeper = setInterval(() => void desk.sweep(), sweepEveryMs)
  sweeper.unref()
  await http.listen({ port: options.port, host: options.host })
  const address = http.addresses().at(0)
  const port = typeof address === 'object' ? address.port : options.port
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  const url = `http://${host}:${port}`
  log.info({ url, workers: options.workers, stock: engines.stock, kept: jobs.length }, 'serving')
  return {
    url,
    close: async () => {
      clearInterval(sweeper)
      await desk.drain()
      await http.close()
      await deliveries.close()
      vault.close()
      await Promise.all([engines.close(), outside.close(), telling.close()])
    },
  }
}

/** A task whose end could be told to nobody is refused before it is begun. */
function mayTell(outside: Outside): (address: string) => void {
  return (address) => {
    try {
      outside.check(address)
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      throw new NotAcceptedError('delivery-refused', inSentences('delivery-refused', error.message))
    }
  }
}
