import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { createServer, type HtmlTagDescriptor, type Plugin, type Rolldown } from 'vite'
import { languageCodes } from '#core/languages.ts'
import { messages } from './messages/plugin.ts'

/** The part that takes over from the written first page. */
const part = 'src/main.tsx'

/** Writes the first page into `index.html`, once in each language, and has the browser fetch what takes over from it while it is read. */
export function firstPage(): Plugin {
  let root = '.'
  return {
    name: 'clearcut-first-page',
    apply: 'build',
    configResolved(config) {
      ;({ root } = config)
    },
    transformIndexHtml: {
      order: 'post',
      async handler(_, { path, bundle = {} }) {
        if (path !== '/index.html') return []
        const pages = (await written(root)).map<HtmlTagDescriptor>(({ language, markup }) => ({
          tag: 'template',
          attrs: { id: `first-${language}` },
          children: `<div class="first" inert>${markup}</div>`,
          injectTo: 'body',
        }))
        return [...linksTo(resolve(root, part), bundle), ...pages]
      },
    },
  }
}

/** The markup of the first page in each language, as the page itself draws it. */
async function written(root: string) {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    plugins: [react(), messages()],
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  try {
    const { firstPage } = (await server.ssrLoadModule('/src/firstPage.tsx')) as typeof import('../src/firstPage.tsx')
    const pages = []
    // One after the other: one language is spoken at a time.
    for (const language of languageCodes) pages.push({ language, markup: await firstPage(language) })
    return pages
  } finally {
    await server.close()
  }
}

/** What the part and all that it imports lie in. */
function linksTo(id: string, bundle: Rolldown.OutputBundle): HtmlTagDescriptor[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const files = new Set<string>()
  const styles = new Set<string>()
  const follow = (chunk: Rolldown.OutputChunk | undefined) => {
    if (chunk === undefined || files.has(chunk.fileName)) return
    files.add(chunk.fileName)
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
    for (const name of chunk.imports) follow(chunks.find(({ fileName }) => fileName === name))
  }
  // A file of its own may stand before that which has the part.
  follow(
    chunks.find(({ facadeModuleId }) => facadeModuleId === id) ??
      chunks.find(({ moduleIds }) => moduleIds.includes(id)),
  )
  return [
    ...[...styles].map((name) => ({ rel: 'stylesheet', href: `./${name}` })),
    ...[...files].map((name) => ({ rel: 'modulepreload', href: `./${name}` })),
  ].map((attrs) => ({ tag: 'link', attrs: { ...attrs, crossorigin: true }, injectTo: 'head' }))
}
