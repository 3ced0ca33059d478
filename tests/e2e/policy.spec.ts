import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test as bare, type Page, type Worker } from '@playwright/test'
import { startHub } from '#tests/hub/hub.ts'
import { headersOf } from '#tools/headers.ts'
import { modelSources } from '#tools/modelSources.ts'
import { serveApp } from '#tools/server.ts'
import { expect, test } from './app.ts'
import { Desk } from './support/desk.ts'
import { serveHubApp } from './support/hubApp.ts'

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
    for (const path of ['.', 'ort/ort-wasm-simd-threaded.asyncify.mjs', 'models/nano.safetensors.gz']) {
      const sent = await page.evaluate(async (address) => Object.fromEntries((await fetch(address)).headers), path)
      for (const [name, value] of Object.entries(headersOf(path)))
        expect(sent[name.toLowerCase()], `${path} ${name}`).toBe(value)
    }
  }
})

/** The worker that downloads models, as soon as it runs. */
async function shelfWorker(page: Page): Promise<Worker> {
  const find = () => page.workers().find((worker) => worker.url().includes('/workers/shelf/'))
  await expect.poll(() => find() !== undefined).toBe(true)
  const worker = find()
  if (worker === undefined) throw new Error('the worker is gone')
  return worker
}

// Not guarded: here the page is made to break its policy.
bare(
  'scripts, requests, pictures and frames from elsewhere are refused, by the page itself and without headers',
  async ({ page }) => {
    const server = await serveApp({ folder: 'dist', headers: () => ({}) })
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
        // By the tag it is refused earlier, since no text becomes a script's address.
        await import(`${outside}script.js`).catch(() => {})
        add('iframe', { src: outside })
        add('style', { textContent: 'body { display: none }' })
        await new Promise((resolve) => setTimeout(resolve, 500))
        return [...new Set(directives)].sort()
      })
      expect(refused).toEqual(['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem'])
    } finally {
      await server.close()
    }
  },
)

// Not guarded: here the page and its worker are made to break their policies.
bare('no text becomes markup, and no script of elsewhere a worker, on any thread', async ({ page }) => {
  for (const headers of [undefined, () => ({})]) {
    const server = await serveApp({ folder: 'dist', ...(headers === undefined ? {} : { headers }) })
    try {
      await page.goto(server.url)
      const ends = await page.evaluate(() => {
        const end = (act: () => unknown) => {
          try {
            act()
            return 'done'
          } catch (error) {
            return error instanceof Error ? error.name : String(error)
          }
        }
        const { trustedTypes } = window as unknown as {
          trustedTypes: { createPolicy(name: string, rules: object): unknown }
        }
        const element = document.createElement('div')
        return {
          markup: end(() => element.setHTMLUnsafe('<img>')),
          inner: end(() => Object.assign(element, { innerHTML: '<img src=x onerror="document.title = 1">' })),
          written: end(() => document.write('<p>')),
          attribute: end(() => element.setAttribute('onclick', 'document.title = 1')),
          script: end(() => Object.assign(document.createElement('script'), { textContent: 'document.title = 1' })),
          elsewhere: end(() => new Worker('https://elsewhere.example/worker.js')),
          data: end(() => new Worker('data:text/javascript,0')),
          ownPolicy: end(() => trustedTypes.createPolicy('mine', {})),
          secondDefault: end(() => trustedTypes.createPolicy('default', {})),
          read: end(() => new DOMParser().parseFromString('<p>only read</p>', 'text/html')),
        }
      })
      const { read, ...refused } = ends
      expect(read).toBe('done')
      for (const [way, end] of Object.entries(refused)) expect(end, way).toBe('TypeError')
    } finally {
      await server.close()
    }
  }
})

test('no part of the app may use a device that it does not need', async ({ app, page }) => {
  const response = await page.goto(app.url)
  const header = (await response?.headerValue('permissions-policy')) ?? ''
  const allowed = await page.evaluate(() => {
    const { featurePolicy } = document as unknown as { featurePolicy: { allowedFeatures(): string[] } }
    return featurePolicy.allowedFeatures()
  })
  for (const feature of ['camera', 'microphone', 'geolocation', 'usb', 'payment', 'display-capture']) {
    expect(header).toContain(`${feature}=()`)
    expect(allowed).not.toContain(feature)
  }
  expect(allowed).toEqual(expect.arrayContaining(['clipboard-write', 'cross-origin-isolated']))
})

/** What becomes of a request from there: the status of the answer, or the error. */
const ask = async (where: Pick<Page, 'evaluate'>, url: string) =>
  await where.evaluate(
    (address) =>
      fetch(address).then(
        ({ status }) => status,
        (error: unknown) => String(error),
      ),
    url,
  )

// Not guarded: here the page and its worker are made to break their policies.
bare('only the worker of the shelf may speak to the hosts of models, and to no other', async ({ page }) => {
  bare.setTimeout(240_000)
  const app = await serveHubApp()
  const other = await startHub()
  try {
    app.hub.put('some/model', { sizeBytes: 1000, seed: 1, faults: [] })
    other.put('some/model', { sizeBytes: 1000, seed: 1, faults: [] })
    const path = 'some/model/resolve/main/x'
    // From the server first, then from the service worker.
    for (const load of ['first', 'second']) {
      await new Desk(page).open(app.url)
      if (load === 'second') expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
      await page.getByTestId('shelf-line').getByRole('button').last().click()
      // Some pages ask the shelf before anybody opens it.
      const worker = await shelfWorker(page)
      expect(await ask(worker, app.hub.url + path), load).toBe(200)
      expect(await ask(worker, other.url + path), load).toContain('Failed to fetch')
      expect(await ask(page, app.hub.url + path), load).toContain('Failed to fetch')
      await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated')
    }
    expect(other.entry('some/model')?.answers).toEqual([])
  } finally {
    await app.close()
    await other.close()
  }
})

test('each file of the build has a policy in the headers file, and one only', () => {
  const files = readdirSync('dist', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '_headers')
    .map(({ parentPath, name }) => relative('dist', join(parentPath, name)))
  const rules = [...readFileSync('dist/_headers', 'utf8').matchAll(/^\/(.*)\n {2}Content-Security-Policy: (.*)$/gm)]
  expect(modelSources().hosts.length).toBeGreaterThan(0)
  for (const file of files) {
    const fits = rules.filter(([, path = '']) =>
      path.endsWith('*') ? file.startsWith(path.slice(0, -1)) : file === path,
    )
    expect(
      fits.map(([, , policy]) => policy),
      file,
    ).toEqual([headersOf(file)['Content-Security-Policy']])
  }
})
