import { resolve } from 'node:path'
import { test as base, type ConsoleMessage, expect, type Request } from '@playwright/test'
import { type AppServer, serveApp } from '#tools/server.ts'

const folder = resolve(import.meta.dirname, '../../dist')

interface Servers {
  /** The built app with all headers. */
  app: AppServer
  /** The built app below a path, on a host that sends no headers. */
  plainHost: AppServer
}

/**
 * Tests on the built app. Each of them also fails when a request leaves the origin that it visited, when the page violates its
 * own policy, or when an error reaches the console.
 */
export const test = base.extend<{ guarded: undefined }, Servers>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const server = await serveApp({ folder })
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  plainHost: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const server = await serveApp({ folder, base: '/clearcut/', headers: {} })
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  guarded: [
    async ({ context, app, plainHost }, use) => {
      const origins = [app, plainHost].map(({ url }) => new URL(url).origin)
      const strayed: string[] = []
      const complaints: string[] = []
      context.on('request', (request: Request) => {
        const { protocol, origin } = new URL(request.url())
        if (/^https?:|^wss?:/.test(protocol) && !origins.includes(origin)) strayed.push(request.url())
      })
      context.on('console', (message: ConsoleMessage) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      context.on('weberror', (error) => complaints.push(String(error.error())))
      await use(undefined)
      expect(strayed, 'requests that left the origin').toEqual([])
      expect(complaints, 'errors in the console').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
