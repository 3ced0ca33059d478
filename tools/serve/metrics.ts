import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What the server counts, in Prometheus' format. */
export interface Metrics {
  registry: Registry
  accepted: Counter<'dialect'>
  ended: Counter<'dialect' | 'outcome'>
  deliveries: Counter<'kind' | 'outcome'>
  refused: Counter<'why'>
  engineSeconds: Histogram
}

export function createMetrics(counts: () => { waiting: number; running: number }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  new Gauge({
    name: 'clearcut_tasks_waiting',
    help: 'Tasks that wait for their turn',
    registers,
    collect() {
      this.set(counts().waiting)
    },
  })
  new Gauge({
    name: 'clearcut_tasks_running',
    help: 'Tasks that a page is working on',
    registers,
    collect() {
      this.set(counts().running)
    },
  })
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Memory of the server itself, without its browser',
    registers,
    collect() {
      this.set(process.memoryUsage.rss())
    },
  })
  return {
    registry,
    accepted: new Counter({
      name: 'clearcut_tasks_accepted_total',
      help: 'Tasks that were accepted',
      labelNames: ['dialect'],
      registers,
    }),
    ended: new Counter({
      name: 'clearcut_tasks_ended_total',
      help: 'Tasks by how they ended',
      labelNames: ['dialect', 'outcome'],
      registers,
    }),
    deliveries: new Counter({
      name: 'clearcut_deliveries_total',
      help: 'Webhooks and uploads by how they ended',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    refused: new Counter({
      name: 'clearcut_requests_refused_total',
      help: 'Requests that were refused before they became tasks',
      labelNames: ['why'],
      registers,
    }),
    engineSeconds: new Histogram({
      name: 'clearcut_engine_seconds',
      help: 'Seconds of the engine for a task',
      buckets: [0.1, 0.3, 1, 3, 10, 30, 100, 300],
      registers,
    }),
  }
}
