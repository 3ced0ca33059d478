import { test as bare } from '@playwright/test'
import { headers } from '#tools/headers.ts'
import { serveApp } from '#tools/server.ts'
import { expect, test } from './app.ts'

test('every file comes with all headers, from the server and, on a host without headers, from the service worker', async ({
  app,
  plainHost,
  page,
}) => {
  for (const host of [app, plainHost]) {
    await page.goto(host.url)
    await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
    const reload = await page.reload()
    expect(reload?.fromServiceWorker()).toBe(true)
    for (const path of ['.', 'ort/ort-wasm-simd-threaded.asyncify.mjs', 'models/instant.onnx']) {
      const sent = await page.evaluate(async (address) => Object.fromEntries((await fetch(address)).headers), path)
      for (const [name, value] of Object.entries(headers))
        expect(sent[name.toLowerCase()], `${path} ${name}`).toBe(value)
    }
  }
})

// Not guarded: here the page is made to break its policy.
bare(
  'scripts, requests, pictures and frames from elsewhere are refused, by the page itself and without headers',
  async ({ page }) => {
    const server = await serveApp({ folder: 'dist', headers: {} })
    try {
      await page.route('https://elsewhere.example/**', (route) => route.fulfill({ body: 'reached' }))
      await page.goto(server.url)
      const refused = await page.evaluate(async () => {
        const directives: string[] = []
        addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective))
        const outside = 'https://elsewhere.example/'
        await fetch(outside).catch(() => {})
        const add = (tag: string, props: object) =>
          document.body.append(Object.assign(document.createElement(tag), props))
        add('img', { src: `${outside}pixel.png` })
        add('script', { src: `${outside}script.js` })
        add('script', { textContent: 'document.title = "inline"' })
        add('iframe', { src: outside })
        add('style', { textContent: 'body { display: none }' })
        await new Promise((resolve) => setTimeout(resolve, 500))
        return [...new Set(directives)].sort()
      })
      expect(refused).toEqual(['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem'])
      expect(await page.title()).not.toBe('inline')
    } finally {
      await server.close()
    }
  },
)
