import type { Page } from '@playwright/test'
import { z } from 'zod'

const traceEvent = z.object({
  name: z.string(),
  pid: z.int(),
  tid: z.int(),
  /** When it began, how long it lasted and how long the thread itself ran meanwhile, in microseconds. */
  ts: z.number().default(0),
  dur: z.number().default(0),
  tdur: z.number().default(0),
  args: z
    .object({ name: z.string().optional(), data: z.looseObject({}).optional() })
    .loose()
    .optional(),
})

type TraceEvent = z.infer<typeof traceEvent>

/** One task of the main thread, in ms as time passes and as the processor's time, and what took most of it, longest first. */
export interface Task {
  ms: number
  cpuMs: number
  /** Whether it drew a frame that the page had asked for. */
  isFrame: boolean
  parts: { name: string; ms: number }[]
}

/**
 * Records the tasks of the page's main thread until `stop`, which gives them, longest first. The processor's time, unlike the time that passes,
 * does not count what other programs of a busy machine take in between.
 */
export async function recordTasks(page: Page): Promise<{ stop(): Promise<Task[]> }> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...z.array(traceEvent).parse(value)))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'v8', 'blink', 'blink.user_timing'] },
  })
  return {
    async stop() {
      const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
      await session.send('Tracing.end')
      await complete
      return tasksOf(pageThread(events))
    },
  }
}

/** Of all renderers that were traced, the page's is the one whose main thread called functions most often. */
function pageThread(events: readonly TraceEvent[]): TraceEvent[] {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const ofThread = mains.map(({ pid, tid }) => events.filter((event) => event.pid === pid && event.tid === tid))
  const calls = (thread: TraceEvent[]) => thread.filter(({ name }) => name === 'FunctionCall').length
  const [page = []] = ofThread.sort((one, other) => calls(other) - calls(one))
  return page
}

function tasksOf(thread: readonly TraceEvent[]): Task[] {
  const tasks = thread.filter(({ name }) => name.endsWith('RunTask'))
  if (tasks.length === 0) throw new Error('the trace has no task of the main thread')
  const frames = thread.filter(({ name }) => name === 'FireAnimationFrame')
  const isFrame = ({ ts, dur }: TraceEvent) => frames.some((frame) => frame.ts >= ts && frame.ts <= ts + dur)
  return tasks
    .map((task) => ({
      ms: task.dur / 1000,
      cpuMs: task.tdur / 1000,
      isFrame: isFrame(task),
      parts: partsOf(task, thread),
    }))
    .sort((one, other) => other.ms - one.ms)
}

/** What happened within a long task, with the time of each kind of event; they nest, so that the sum is more than the whole. */
function partsOf(task: TraceEvent, thread: readonly TraceEvent[]): Task['parts'] {
  if (task.dur < 30_000) return []
  const totals = new Map<string, number>()
  for (const event of thread) {
    const isWithin = event !== task && event.ts >= task.ts && event.ts + event.dur <= task.ts + task.dur
    if (!isWithin || event.dur < 2000) continue
    const name = labelOf(event)
    totals.set(name, (totals.get(name) ?? 0) + event.dur / 1000)
  }
  return [...totals].map(([name, ms]) => ({ name, ms })).sort((one, other) => other.ms - one.ms)
}

function labelOf({ name, args }: TraceEvent): string {
  const { functionName, url, type, lineNumber, columnNumber } = args?.data ?? {}
  const file = typeof url === 'string' ? url.replace(/^.*\//, '') : undefined
  const place = [functionName, type, file, lineNumber, columnNumber].filter((part) => part !== undefined && part !== '')
  return [name, ...place].join(' ')
}
