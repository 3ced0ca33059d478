import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** What the plugin answers under `/robustness/`: the paths of all files there are, none where the data folder is absent. */
export type RobustnessList = string[]

/** Serves the awkward and hostile pictures of ../shared/data to tests that run in a browser; `/robustness/7` is the eighth of the list. */
export function robustnessFiles(): Plugin {
  const archive = resolve(import.meta.dirname, '../../../shared/data/robustness.tar.gz')
  let folder: string | undefined
  let paths: RobustnessList = []
  const unpack = (): void => {
    if (folder !== undefined || !existsSync(archive)) return
    folder = mkdtempSync(join(tmpdir(), 'clearcut-robustness-'))
    execFileSync('tar', ['xzf', archive, '-C', folder])
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  }
  return {
    name: 'clearcut-robustness-files',
    configureServer(server) {
      server.httpServer?.once('close', () => folder !== undefined && rmSync(folder, { recursive: true, force: true }))
      server.middlewares.use('/robustness', (request, response) => {
        unpack()
        const index = /^\/(\d+)/.exec(request.url ?? '')?.[1]
        if (index === undefined) {
          response.setHeader('Content-Type', 'application/json')
          response.end(JSON.stringify(paths.map((path) => path.slice((folder?.length ?? 0) + '/robustness/'.length))))
          return
        }
        const path = paths[Number(index)]
        response.setHeader('Content-Type', 'application/octet-stream')
        if (path === undefined) response.statusCode = 404
        response.end(path === undefined ? undefined : readFileSync(path))
      })
    },
  }
}
