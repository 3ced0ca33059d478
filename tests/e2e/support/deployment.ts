import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { integrityOf } from '#tools/integrity.ts'
import { type AppServer, serveApp } from '#tools/server.ts'

const dist = resolve(import.meta.dirname, '../../../dist')

/** Files of the built app, by their paths. */
type Files = ReadonlyMap<string, Buffer>

/** A host whose files are replaced while it serves them. */
export class Deployment {
  readonly #folder: string
  readonly #server: AppServer
  readonly url: string

  private constructor(folder: string, server: AppServer) {
    this.#folder = folder
    this.#server = server
    this.url = server.url
  }

  static async serve(files: Files): Promise<Deployment> {
    const folder = mkdtempSync(join(tmpdir(), 'clearcut-deployment-'))
    const deployment = new Deployment(folder, await serveApp({ folder }))
    deployment.put(files)
    return deployment
  }

  /** From now on there are these files and no others. */
  put(files: Files): void {
    for (const name of readdirSync(this.#folder)) rmSync(join(this.#folder, name), { recursive: true })
    for (const [path, content] of files) {
      mkdirSync(dirname(join(this.#folder, path)), { recursive: true })
      writeFileSync(join(this.#folder, path), content)
    }
  }

  async close(): Promise<void> {
    await this.#server.close()
    rmSync(this.#folder, { recursive: true })
  }
}

/** The app as it was built. */
export function presentVersion(): Files {
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    paths.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(dist.length + 1), readFileSync(path)]
    }),
  )
}

/**
 * The same app as a later build would have it: all files that are named by their content have other names, the page says `next`, so does a
 * script that keeps its name, and the service worker knows it all.
 */
export function nextVersion(present: Files): Files {
  const hashed = [...present.keys()].filter((path) => /^(?:assets|workers)\/.*-[\w-]{8}\.\w+$/.test(path))
  const renamed = new Map(hashed.map((path) => [basename(path), basename(path).replace(/-([\w-]{8})\./, '-next$1.')]))
  const names = new RegExp([...renamed.keys()].map((name) => name.replace('.', '\\.')).join('|'), 'g')
  const rename = (text: string) => text.replace(names, (name) => renamed.get(name) ?? name)
  const next = new Map<string, Buffer>()
  for (const [path, content] of present) {
    const isText = /\.(?:js|css|html|json)$/.test(path)
    const text = isText ? rename(content.toString()) : ''
    next.set(rename(path), isText ? Buffer.from(path.endsWith('.html') ? markedAsNext(text) : text) : content)
  }
  next.set(glue, Buffer.concat([present.get(glue) ?? Buffer.of(), Buffer.from(nextMark)]))
  next.set('service-worker.js', Buffer.from(withHashes(String(next.get('service-worker.js')), next)))
  return next
}

/** A script of onnxruntime's, which has the same name in every version; the next one ends with this. */
const glue = 'ort/ort-wasm-simd-threaded.mjs'
export const nextMark = '\n// next\n'

const markedAsNext = (page: string) => page.replace('<head>', '<head>\n    <meta name="version" content="next" />')

/** The service worker's list, with the hashes of these files. */
function withHashes(worker: string, files: Files): string {
  return worker.replace(/\{"[^{}]*"url":"([^"]+)"[^{}]*\}/g, (text, path: string) => {
    const entry: { revision: string | null; integrity?: string } = JSON.parse(text)
    const content = files.get(path) ?? Buffer.of()
    return JSON.stringify({
      ...entry,
      revision: entry.revision && createHash('md5').update(content).digest('hex'),
      ...(entry.integrity === undefined ? {} : { integrity: integrityOf(content) }),
    })
  })
}

/** These files without those that are `missing`; with a `page`, a host that answers with it in their place. */
export function torn(files: Files, missing: (path: string) => boolean, page?: string): Files {
  return new Map(
    [...files].flatMap(([path, content]) => {
      if (!missing(path)) return [[path, content] as const]
      return page === undefined ? [] : [[path, Buffer.from(page)] as const]
    }),
  )
}
