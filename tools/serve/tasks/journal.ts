import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Job, jobSchema } from './job.ts'

/** The accepted tasks on disk, one file each, so that none is forgotten over a restart. */
export class Journal {
  readonly #folder: string
  /** Writes of one record follow one another: the last one wins. */
  readonly #writing = new Map<string, Promise<void>>()

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async open(folder: string): Promise<{ journal: Journal; jobs: Job[] }> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const journal = new Journal(folder)
    const jobs: Job[] = []
    for (const name of (await readdir(folder)).sort()) {
      const path = join(folder, name)
      const job = name.endsWith('.json') ? await readRecord(path) : undefined
      if (job === undefined) await rm(path, { force: true })
      else jobs.push(job)
    }
    return { journal, jobs: jobs.sort((one, other) => one.acceptedAt - other.acceptedAt) }
  }

  /**
   * Writes the record, whole or not at all. Rejects where the disk does not take it.
   * @param isNew waits until the disk has it, too, so that a power cut does not take what was accepted; a later change that is lost is only done again
   */
  write(job: Job, isNew = false): Promise<void> {
    const text = JSON.stringify(job)
    const before = this.#writing.get(job.id) ?? Promise.resolve()
    const writing = before.catch(() => {}).then(() => this.#replace(job.id, text, isNew))
    this.#writing.set(job.id, writing)
    const forget = () => {
      if (this.#writing.get(job.id) === writing) this.#writing.delete(job.id)
    }
    writing.then(forget, forget)
    return writing
  }

  async remove(id: string): Promise<void> {
    await this.#writing.get(id)?.catch(() => {})
    await rm(join(this.#folder, `${id}.json`), { force: true }).catch(() => {})
  }

  /** Waits until all that was written is on disk. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#writing.values())
  }

  async #replace(id: string, text: string, isNew: boolean): Promise<void> {
    const path = join(this.#folder, `${id}.json`)
    try {
      const file = await open(`${path}.part`, 'w', 0o600)
      try {
        await file.writeFile(text)
        if (isNew) await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${path}.part`, path)
    } catch (error) {
      await rm(`${path}.part`, { force: true }).catch(() => {})
      throw error
    }
  }
}

async function readRecord(path: string): Promise<Job | undefined> {
  try {
    return jobSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return undefined
  }
}
