import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { freePort, ServedProcess } from '../e2e/support/servedProcess.ts'
import { countLost } from './serve/lost.ts'
import { cut, photo, residentMb, tiny } from './serve/requests.ts'

const warmUps = 3
const sequential = 12
const throughputMs = 25_000
const rssRequests = 200
const p95Requests = 40

/**
 * What the task server costs beside the engine: how many photos of 0.3 megapixels the built-in network cuts in a minute with one page and with two, the time
 * of a request beyond the engine's own, the first request after the start, the server's and its browser's memory after 1 and after 200 requests, the time that 95 of
 * 100 requests keep to with 8 callers, and how many accepted tasks are lost when server and browser are killed.
 */
export async function run(report: Report, { only }: BenchOptions): Promise<void> {
  const wants = (...names: string[]) => names.some((name) => only === undefined || name.includes(only))
  if (wants('first-request-ms', 'overhead-ms', 'requests-per-minute:nano', 'p95-ms:concurrent-8'))
    await withServer(async (server) => {
      report('first-request-ms', (await timed(() => cut(server.url, photo))).ms, 'ms')
      await repeat(warmUps, () => cut(server.url, photo))
      if (wants('overhead-ms')) report('overhead-ms', await overheadMs(server), 'ms')
      if (wants('requests-per-minute:nano')) report('requests-per-minute:nano', await perMinute(server, 2), 'requests')
      if (wants('p95-ms:concurrent-8')) report('p95-ms:concurrent-8', await p95(server), 'ms')
    })
  if (wants('requests-per-minute:nano:2-pages'))
    await withServer(
      async (server) => {
        await Promise.all(Array.from({ length: 4 }, () => cut(server.url, photo)))
        report('requests-per-minute:nano:2-pages', await perMinute(server, 4), 'requests')
      },
      '--workers',
      '2',
    )
  if (wants('rss-mb-after:1', 'rss-mb-after:200', 'browser-mb-after:1', 'browser-mb-after:200'))
    await withServer(async (server) => {
      await cut(server.url, tiny)
      const tell = async (count: number) => {
        const { server: own, browser } = await residentMb(server)
        report(`rss-mb-after:${count}`, own, 'MB')
        report(`browser-mb-after:${count}`, browser, 'MB')
      }
      await tell(1)
      await repeat(rssRequests - 1, () => cut(server.url, tiny))
      await tell(rssRequests)
    })
  if (wants('lost-tasks')) report('lost-tasks', await countLost(), 'tasks')
}

async function withServer(work: (server: ServedProcess) => Promise<void>, ...options: string[]): Promise<void> {
  const keep = mkdtempSync(join(tmpdir(), 'clearcut-bench-serve-'))
  const server = await ServedProcess.start(keep, await freePort(), '--model', 'nano', ...options)
  try {
    await work(server)
  } finally {
    await server.stop()
    rmSync(keep, { recursive: true, force: true })
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now()
  const value = await work()
  return { ms: performance.now() - started, value }
}

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let n = 0; n < times; n += 1) await work()
}

/** The median of what a caller waits beyond the time that the engine has told for the same task. */
async function overheadMs(server: ServedProcess): Promise<number> {
  const overheads: number[] = []
  for (let n = 0; n < sequential; n += 1) {
    const { ms } = await timed(() => cut(server.url, photo))
    const ended = server.log.findLast(({ msg }) => msg === 'task ended')
    overheads.push(ms - Number(ended?.['engineMs']))
  }
  return quantile(overheads, 0.5)
}

/** With so many callers that the pages never wait. */
async function perMinute(server: ServedProcess, callers: number): Promise<number> {
  const started = performance.now()
  let count = 0
  const call = async () => {
    while (performance.now() - started < throughputMs) {
      await cut(server.url, photo)
      count += 1
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  return (60_000 * count) / (performance.now() - started)
}

async function p95(server: ServedProcess): Promise<number> {
  const times: number[] = []
  const call = async () => {
    while (times.length <= p95Requests - 8) times.push((await timed(() => cut(server.url, photo))).ms)
  }
  await Promise.all(Array.from({ length: 8 }, call))
  return quantile(times, 0.95)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
