import type { ServeContext } from './context.ts'
import { falEnd } from './fal/answers.ts'
import { runwareEnd } from './runware/told.ts'
import { deliver } from './tasks/deliver.ts'
import { addLog, type Job } from './tasks/job.ts'

/** Hands over files and tells webhooks of the tasks that have ended, until it is taken or given up; what is left is done after a restart. */
export class Deliveries {
  readonly #context: ServeContext
  readonly #stop = new AbortController()
  readonly #underWay = new Set<Promise<void>>()

  constructor(context: ServeContext) {
    this.#context = context
  }

  /** Begins what is due for a task that has ended. */
  begin(job: Job): void {
    const { webhook, putTo } = job.task.delivery
    const work: Promise<void>[] = []
    if (putTo !== undefined && job.state.status === 'done' && job.put !== 'done' && job.put !== 'failed')
      work.push(this.#put(job, putTo))
    if (webhook !== undefined && job.webhook !== 'done' && job.webhook !== 'failed') work.push(this.#tell(job, webhook))
    for (const each of work) {
      const settled = each.catch((error: unknown) => {
        if (!this.#stop.signal.aborted) this.#context.log.error({ err: error, task: job.id }, 'a delivery went wrong')
      })
      this.#underWay.add(settled)
      void settled.finally(() => this.#underWay.delete(settled))
    }
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.all(this.#underWay)
  }

  async #put(job: Job, address: string): Promise<void> {
    job.put = 'pending'
    if (job.state.status !== 'done') return
    const [file] = job.state.done.files
    if (file === undefined) return
    const body = await this.#context.vault.read(file)
    job.put = await this.#deliver(job, 'put', { address, method: 'PUT', body, type: file.type })
    await this.#context.desk.note(job)
  }

  async #tell(job: Job, address: string): Promise<void> {
    job.webhook = 'pending'
    const body = Buffer.from(JSON.stringify(await this.#news(job)))
    job.webhook = await this.#deliver(job, 'webhook', { address, method: 'POST', body, type: 'application/json' })
    await this.#context.desk.note(job)
  }

  /** What a webhook is told: the same as whoever asks. */
  async #news(job: Job): Promise<object> {
    if (job.dialect !== 'fal') {
      const told = await runwareEnd(job, this.#context)
      return 'data' in told ? { data: [told.data] } : { errors: [told.error] }
    }
    const { code, body } = await falEnd(job, this.#context)
    const names = { request_id: job.name, gateway_request_id: job.name }
    return code === 200
      ? { ...names, status: 'OK', payload: body }
      : { ...names, status: 'ERROR', error: `Invalid status code: ${code}`, payload: body }
  }

  async #deliver(job: Job, kind: 'put' | 'webhook', what: Parameters<typeof deliver>[1]): Promise<'done' | 'failed'> {
    const { outside, options, metrics, log } = this.#context
    const { tries, backoffMs } = options.limits
    const delivered = await deliver(outside, what, { tries, backoffMs, signal: this.#stop.signal })
    const outcome = delivered.ok ? 'done' : 'failed'
    metrics.deliveries.inc({ kind, outcome })
    if (!delivered.ok) {
      addLog(job, `The ${kind === 'put' ? 'file' : 'webhook'} could not be delivered: ${delivered.why}`, 'ERROR')
      log.warn({ task: job.id, kind, tries: delivered.tries, why: delivered.why }, 'not delivered')
    }
    return outcome
  }
}
