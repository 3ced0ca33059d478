import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/App.tsx'
import { createEngine } from '#engine/engine.ts'
import { openingEngine } from '#platform/openingEngine.ts'
import { createOutbox } from '#platform/outbox.ts'
import { createApp } from '#state/app.ts'
import '#ui/tokens.css'
import '#ui/base.css'

const baseUrl = new URL(import.meta.env.BASE_URL, document.baseURI).href
const app = createApp({
  engine: openingEngine(createEngine(baseUrl)),
  outbox: createOutbox(),
  updates: { watchUpdates() {}, applyUpdate: () => location.reload() },
})

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no #root.')
createRoot(root).render(
  <StrictMode>
    <App app={app} baseUrl={baseUrl} />
  </StrictMode>,
)
