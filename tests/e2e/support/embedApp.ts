import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { headersOf } from '#tools/headers.ts'
import { modelSources } from '#tools/modelSources.ts'
import { serveApp } from '#tools/server.ts'
import { test as base } from '../app.ts'
import { productPhoto } from './data.ts'

const root = resolve(import.meta.dirname, '../../..')

/** A site of somebody else: the example page, a photo, a broken one, and headers as it likes. */
async function openSite(headers: Record<string, string> = {}): Promise<{ origin: string; close(): Promise<void> }> {
  const photo = readFileSync(productPhoto('embedded.png', 240, 180))
  const page = readFileSync(resolve(root, 'docs/embed/index.html'))
  const files: Record<string, [string, Buffer]> = {
    '/': ['text/html; charset=utf-8', page],
    '/blank': ['text/html', Buffer.from('<!doctype html><title>a site</title>')],
    '/photo.png': ['image/png', photo],
    '/broken.png': ['image/png', photo.subarray(0, 300)],
  }
  const server = createServer(({ url = '/' }, response) => {
    const [type, body] = files[url.replace(/\?.*$/, '')] ?? []
    if (type === undefined || body === undefined) response.writeHead(url === '/favicon.ico' ? 204 : 404).end()
    else response.writeHead(200, { 'content-type': type, ...headers }).end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

interface EmbedApp {
  /** Where the app is served with its headers, and where without; both end with a slash. */
  url: string
  plainUrl: string
  /** Two sites that may use it, one of them isolated, and one that may not. */
  site: string
  isolatedSite: string
  stranger: string
}

/** Tests on an app that was built for the pages of two other sites. */
export const test = base.extend<object, { embedApp: EmbedApp }>({
  embedApp: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const isolation = {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      }
      const sites = [await openSite(), await openSite(isolation), await openSite()] as const
      const [site, isolatedSite, stranger] = [sites[0].origin, sites[1].origin, sites[2].origin]
      const vite = resolve(root, 'node_modules/vite/bin/vite.js')
      const env = { ...process.env, CLEARCUT_EMBED: `${site} ${isolatedSite}`, NODE_ENV: 'production' }
      await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', 'dist-embed'], { cwd: root, env })
      const folder = resolve(root, 'dist-embed')
      const headers = (path: string) => headersOf(path, modelSources(), [site, isolatedSite])
      const app = await serveApp({ folder, headers })
      const plain = await serveApp({ folder, headers: () => ({ 'Access-Control-Allow-Origin': '*' }) })
      await use({ url: app.url, plainUrl: plain.url, site, isolatedSite, stranger })
      for (const each of [app, plain, ...sites]) await each.close()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})
