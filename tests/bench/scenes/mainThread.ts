import type { Page } from '@playwright/test'
import { z } from 'zod'

const traceEvent = z.object({
  name: z.string(),
  pid: z.int(),
  tid: z.int(),
  /** Time the thread itself ran, in microseconds. */
  tdur: z.number().optional(),
  args: z.object({ name: z.string().optional() }).loose().optional(),
})

/**
 * Records the tasks of the page's main thread until `stop`, which gives the longest by time of the processor, in ms. Unlike the time that passes,
 * it does not count what other programs of a busy machine take in between.
 */
export async function recordTasks(page: Page): Promise<{ stop(): Promise<number> }> {
  const session = await page.context().newCDPSession(page)
  const events: z.infer<typeof traceEvent>[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...z.array(traceEvent).parse(value)))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] },
  })
  return {
    async stop() {
      const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
      await session.send('Tracing.end')
      await complete
      return longestTask(events)
    },
  }
}

/** Of all renderers that were traced, the page's is the one whose main thread called functions most often. */
function longestTask(events: readonly z.infer<typeof traceEvent>[]): number {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const ofThread = mains.map(({ pid, tid }) => events.filter((event) => event.pid === pid && event.tid === tid))
  const calls = (thread: typeof events) => thread.filter(({ name }) => name === 'FunctionCall').length
  const [page = []] = ofThread.sort((one, other) => calls(other) - calls(one))
  const tasks = page.filter(({ name }) => name.endsWith('RunTask')).map(({ tdur = 0 }) => tdur / 1000)
  if (tasks.length === 0) throw new Error('the trace has no task of the main thread')
  return tasks.reduce((longest, ms) => Math.max(longest, ms), 0)
}
