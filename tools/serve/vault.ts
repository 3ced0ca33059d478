import { randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const keptSchema = z.object({
  id: z.uuid(),
  /** For showing and saving; never a path. */
  name: z.string(),
  /** Media type. */
  type: z.string(),
  bytes: z.int(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
})

/** A file that is kept for a while. */
export type Kept = z.infer<typeof keptSchema>

type About = Pick<Kept, 'name' | 'type' | 'expiresAt'>

/** How often what has expired is deleted. */
const sweepEveryMs = 10_000

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Pictures and results on disk, each under a random id that nobody can guess, until they expire. */
export class Vault {
  readonly #folder: string
  readonly #kept = new Map<string, Kept>()
  readonly #sweeper: NodeJS.Timeout

  private constructor(folder: string) {
    this.#folder = folder
    this.#sweeper = setInterval(() => void this.sweep(), sweepEveryMs)
    this.#sweeper.unref()
  }

  /** Opens the folder, with what an earlier run has left there. */
  static async open(folder: string): Promise<Vault> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const vault = new Vault(folder)
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      const about = name.endsWith('.json') ? await readAbout(path) : undefined
      const isWhole =
        about !== undefined && (await stat(join(folder, about.id)).catch(() => undefined))?.size === about.bytes
      if (about !== undefined && isWhole) vault.#kept.set(about.id, about)
      else if (name.endsWith('.json') || name.endsWith('.part')) await rm(path, { force: true })
    }
    await vault.sweep()
    return vault
  }

  /** Keeps bytes. Rejects where the disk does not take them; nothing is left of them then. */
  async put(content: Buffer | AsyncIterable<Buffer>, about: About, id: string = randomUUID()): Promise<Kept> {
    if (!uuid.test(id)) throw new TypeError('an id of the vault is a UUID')
    const part = join(this.#folder, `${id}.part`)
    try {
      const file = await open(part, 'w', 0o600)
      let bytes = 0
      try {
        for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
          await file.writeFile(chunk)
          bytes += chunk.length
        }
      } finally {
        await file.close()
      }
      const kept: Kept = { id, ...about, bytes }
      await writeFile(join(this.#folder, `${id}.json`), JSON.stringify(kept), { mode: 0o600 })
      await rename(part, join(this.#folder, id))
      this.#kept.set(id, kept)
      return kept
    } catch (error) {
      await this.remove(id)
      await rm(part, { force: true }).catch(() => {})
      throw error
    }
  }

  /** Says what a file is that was put before that was known. */
  describe(id: string, { name, type }: Pick<Kept, 'name' | 'type'>): void {
    const kept = this.#kept.get(id)
    if (kept === undefined) return
    const described = { ...kept, name, type }
    this.#kept.set(id, described)
    // Where this is lost, the record of the task still knows.
    void writeFile(join(this.#folder, `${id}.json`), JSON.stringify(described), { mode: 0o600 }).catch(() => {})
  }

  find(id: string): Kept | undefined {
    const kept = this.#kept.get(id)
    return kept === undefined || kept.expiresAt <= Date.now() ? undefined : kept
  }

  stream({ id }: Pick<Kept, 'id'>): ReadStream {
    return createReadStream(join(this.#folder, id))
  }

  async read({ id }: Pick<Kept, 'id'>): Promise<Buffer> {
    return await readFile(join(this.#folder, id))
  }

  async remove(id: string): Promise<void> {
    this.#kept.delete(id)
    await Promise.all([`${id}.json`, id].map((name) => rm(join(this.#folder, name), { force: true }).catch(() => {})))
  }

  /** Deletes what has expired. */
  async sweep(now = Date.now()): Promise<void> {
    const expired = [...this.#kept.values()].filter(({ expiresAt }) => expiresAt <= now)
    await Promise.all(expired.map(({ id }) => this.remove(id)))
  }

  close(): void {
    clearInterval(this.#sweeper)
  }
}

async function readAbout(path: string): Promise<Kept | undefined> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return undefined
  }
}
