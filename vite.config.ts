import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { chunksByStage } from './tools/chunks.ts'
import { embedOrigins, embedPage, embedScript } from './tools/embedOrigins.ts'
import { firstPage } from './tools/firstPage.ts'
import { addressFolder, headersFile, headersOf, metaPolicy, shelfFolder } from './tools/headers.ts'
import { withIntegrity } from './tools/integrity.ts'
import { largestFileBytes, refuseLargeFiles } from './tools/largestFile.ts'
import { manifest } from './tools/manifest.ts'
import { messages } from './tools/messages/plugin.ts'
import { modelSources, ownModels } from './tools/modelSources.ts'
import { prepareNano } from './tools/nano/prepare.ts'
import { prepareOrtFiles } from './tools/ort.ts'

/** How late a file is kept: first what every device needs, then what only graphics cards do, then what only rare kinds of files do. */
function turnOf({ url }: { url: string }): number {
  if (/^assets\/(?:libheif|jxl|openjpeg|pdf|lcms|avif_enc)/.test(url)) return 2
  return Number(url.startsWith('ort/') && url.includes('asyncify'))
}

const { hubUrl, mirrorUrl, hosts } = modelSources()
const embedders = embedOrigins()

/** Workers with a policy of their own, by their entry's name. */
const workerFolders: Record<string, string> = { shelf: shelfFolder, address: addressFolder }

/** The name by which the service worker knows a file of messages. */
function wordsIn(moduleIds: readonly string[]): string | undefined {
  return /virtual:(words-\w+-\w+)$/.exec(moduleIds.at(-1) ?? '')?.[1]
}

export default defineConfig(({ command }) => ({
  // Relative addresses: the built app works at any path of any host.
  base: './',
  // Policies that development cannot keep (its modules are evaluated, its errors drawn) stay out of the development server.
  server: { headers: isolation },
  preview: { port: 4173, strictPort: true },
  resolve: {
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        // In a folder of its own: headers, and with them the policy, are given by folder.
        entryFileNames: ({ name }) => `${workerFolders[name] ?? 'assets/'}[name]-[hash].js`,
        chunkFileNames: 'assets/[name]-[hash].js',
      },
    },
  },
  // What only the worker imports must be known at the start: found later, it would reload the page under a person's photos.
  optimizeDeps: {
    entries: [
      'index.html',
      'engine.html',
      'embed.html',
      'workers/matting.ts',
      'workers/shelf.ts',
      'workers/session.ts',
      'workers/hash.ts',
      'workers/jxl.ts',
      'workers/address.ts',
    ],
  },
  define: {
    __HEADERS__: JSON.stringify({
      folders: [...Object.values(workerFolders), embedPage].map((path) => [path, headersOf(path)]),
      other: headersOf(''),
    }),
    __MODEL_SOURCES__: JSON.stringify({ hubUrl, mirrorUrl, hosts, ownFiles: ownModels(import.meta.dirname) }),
    __EMBED_ORIGINS__: JSON.stringify(embedders),
  },
  build: {
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The page that people see, the one that only drives the engine for a server, and what other sites may use of it.
      input: {
        index: 'index.html',
        engine: 'engine.html',
        ...(embedders.length > 0 ? { embed: embedPage, clearcut: 'src/embed/clearcut.ts' } : {}),
      },
      // Other sites import these: their names and what they export stay.
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: ({ name }) => (name === 'clearcut' ? embedScript : 'assets/[name]-[hash].js'),
        chunkFileNames: ({ name, moduleIds }) => `assets/${wordsIn(moduleIds) ?? name}-[hash].js`,
        codeSplitting: chunksByStage(import.meta.dirname),
      },
    },
  },
  plugins: [
    react(),
    messages(),
    firstPage(),
    builtParts(),
    previewHeaders(),
    notices(),
    fileSizes(),
    ...(command === 'build' ? [policyInPage()] : []),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'workers',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest,
      injectManifest: {
        globPatterns: ['**/*.{html,js,mjs,css,svg,png,webp,jpg,json,wasm,gz,safetensors,txt,webmanifest}'],
        // Models that a host serves itself are fetched when a person wants one.
        globIgnores: ['models/!(nano.*)'],
        maximumFileSizeToCacheInBytes: largestFileBytes,
        // They are kept one after the other.
        manifestTransforms: [
          (entries) => ({
            manifest: withIntegrity(built.folder, entries).sort((one, other) => turnOf(one) - turnOf(other)),
          }),
        ],
      },
    }),
  ],
}))

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** Sends the same headers as a real host. */
function previewHeaders(): Plugin {
  return {
    name: 'clearcut-preview-headers',
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        for (const [name, value] of Object.entries(headersOf((request.url ?? '/').slice(1)))) {
          response.setHeader(name, value)
        }
        next()
      })
    },
  }
}

/** Makes the files in `public/` that are not ours to keep in the repository: onnxruntime, and the built-in network's weights as they are shipped. */
function builtParts(): Plugin {
  return {
    name: 'clearcut-built-parts',
    async configResolved({ root }) {
      prepareOrtFiles(root)
      await prepareNano(root)
    },
  }
}

/** Writes the policy into the page, for hosts that send no headers, and into the headers file, for sources that differ from the usual ones. */
function policyInPage(): Plugin {
  return {
    name: 'clearcut-policy',
    writeBundle: ({ dir = 'dist' }) => writeFileSync(join(dir, '_headers'), headersFile()),
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

/** Where this build is written to. */
const built = { folder: 'dist' }

/** Looks at the files as a host will have them. */
function fileSizes(): Plugin {
  return {
    name: 'clearcut-file-sizes',
    apply: 'build',
    configResolved({ root, build }) {
      built.folder = resolve(root, build.outDir)
    },
    closeBundle: { order: 'post', handler: () => refuseLargeFiles(built.folder) },
  }
}

/** Puts the notices of others' work beside the app. */
function notices(): Plugin {
  let folder = '.'
  return {
    name: 'clearcut-notices',
    configResolved({ root }) {
      folder = root
    },
    generateBundle() {
      // Begins with the mark that tells browsers it is UTF-8: few hosts say so of a text file.
      const source = `\ufeff${readFileSync(join(folder, 'THIRD-PARTY.md'), 'utf8')}`
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source })
    },
  }
}
