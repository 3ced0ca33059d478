import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort, ServedProcess } from '../../e2e/support/servedProcess.ts'
import { tiny } from './requests.ts'

const tasks = 20
const patienceMs = 120_000

/** Of 20 accepted tasks, how many have no end after the server was killed while they waited, came back, and its browser was killed as well. */
export async function countLost(): Promise<number> {
  const keep = mkdtempSync(join(tmpdir(), 'clearcut-bench-lost-'))
  const port = await freePort()
  const ids = Array.from({ length: tasks }, () => randomUUID() as string)
  try {
    const first = await ServedProcess.start(keep, port)
    const image = tiny.toString('base64')
    const { data } = await ask(
      first.url,
      ids.map((taskUUID) => ({
        taskType: 'removeBackground',
        taskUUID,
        model: 'nano',
        inputImage: image,
        deliveryMethod: 'async',
      })),
    )
    if (data?.length !== tasks) throw new Error('not all tasks were accepted')
    await wait(500)
    await first.kill()
    const second = await ServedProcess.start(keep, port)
    try {
      await wait(1000)
      second.killBrowser()
      const started = Date.now()
      let open = ids
      while (open.length > 0 && Date.now() - started < patienceMs) {
        await wait(500)
        open = await stillOpen(second.url, open)
      }
      return open.length
    } finally {
      await second.stop()
    }
  } finally {
    rmSync(keep, { recursive: true, force: true })
  }
}

interface Told {
  data?: { taskUUID: string; status?: string }[]
  errors?: { taskUUID?: string; code: string }[]
}

async function ask(url: string, request: object[]): Promise<Told> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/v1`, { method: 'POST', headers, body: JSON.stringify(request) })
  return (await response.json()) as Told
}

/** Those that have neither a result nor a reason. One that nobody knows any more has no end either. */
async function stillOpen(url: string, ids: readonly string[]): Promise<string[]> {
  const { data = [], errors = [] } = await ask(
    url,
    ids.map((taskUUID) => ({ taskType: 'getResponse', taskUUID })),
  )
  const done = data.filter(({ status }) => status === 'success').map(({ taskUUID }) => taskUUID)
  const failed = errors.filter(({ code }) => code !== 'unknownTaskUUID').map(({ taskUUID }) => taskUUID)
  const ended = new Set([...done, ...failed])
  return ids.filter((id) => !ended.has(id))
}
