import { test as guarded } from '#tests/e2e/app.ts'
import { type HubApp, serveHubApp } from './hubApp.ts'

/** Tests on the app that was built for a look-alike of the hub on this machine. */
export const test = guarded.extend<object, { hubApp: HubApp }>({
  hubApp: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const app = await serveHubApp()
      await use(app)
      await app.close()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

/** Of these the catalogue pins no hash, so that the look-alike may serve what it likes. */
export const cod = { repository: 'ZhengPeng7/BiRefNet-COD', id: 'birefnet-cod', name: 'BiRefNet COD' }
