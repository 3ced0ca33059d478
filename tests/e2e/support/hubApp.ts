import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Hub, startHub } from '#tests/hub/hub.ts'
import { headersOf } from '#tools/headers.ts'
import { modelSources } from '#tools/modelSources.ts'
import { serveApp } from '#tools/server.ts'

const root = resolve(import.meta.dirname, '../../..')

/** The app built for a hub of this machine, and that hub. */
export interface HubApp {
  url: string
  hub: Hub
  close(): Promise<void>
}

/** Builds the app with the look-alike of the hub as its only source, as one does for a mirror, and serves it. */
export async function serveHubApp(): Promise<HubApp> {
  const hub = await startHub()
  const settings = { CLEARCUT_HUB: hub.url, CLEARCUT_MODEL_HOSTS: new URL(hub.cdnUrl).origin }
  const vite = resolve(root, 'node_modules/vite/bin/vite.js')
  const env = { ...process.env, ...settings, NODE_ENV: 'production' }
  // Tests run side by side: none may empty the folder that another one's app is served from.
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-hub-app-'))
  await promisify(execFile)(process.execPath, [vite, 'build', '--emptyOutDir', '--outDir', folder], { cwd: root, env })
  const sources = modelSources(settings)
  const server = await serveApp({ folder, headers: (path) => headersOf(path, sources) })
  const close = async () => {
    await server.close()
    await hub.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: server.url, hub, close }
}
