import { resolve } from 'node:path'
import { test as base, type ConsoleMessage, expect, type Request } from '@playwright/test'
import { type AppServer, serveApp } from '#tools/server.ts'
import { Desk } from './support/desk.ts'

const folder = resolve(import.meta.dirname, '../../dist')

interface Servers {
  /** The built app with all headers. */
  app: AppServer
  /** The built app below a path, on a host that sends no headers. */
  plainHost: AppServer
}

/**
 * Tests on the built app. Each of them also fails when a request leaves this machine, when the page violates its
 * own policy, or when an error reaches the console.
 */
export const test = base.extend<{ guarded: undefined; desk: Desk; mayComplain: boolean }, Servers>({
  // Where files are missing on purpose, the browser says so in the console.
  mayComplain: [false, { option: true }],
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
      const server = await serveApp({ folder, base: '/clearcut/', headers: () => ({}) })
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  desk: async ({ page }, use) => {
    await use(new Desk(page))
  },
  guarded: [
    async ({ context, mayComplain }, use) => {
      const strayed: string[] = []
      const complaints: string[] = []
      context.on('request', (request: Request) => {
        const { protocol, hostname } = new URL(request.url())
        // Every host of these tests is a server of this machine.
        if (/^https?:|^wss?:/.test(protocol) && hostname !== '127.0.0.1') strayed.push(request.url())
      })
      context.on('console', (message: ConsoleMessage) => {
        // What is shown but is no page has no icon; that the browser asks for one is no fault of ours.
        if (message.location().url.endsWith('/favicon.ico')) return
        if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
      })
      context.on('weberror', (error) => complaints.push(String(error.error())))
      await use(undefined)
      expect(strayed, 'requests that left this machine').toEqual([])
      if (!mayComplain) expect(complaints, 'errors in the console').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
