import { type ModelSources, modelSources } from './modelSources.ts'

/** What the page may load, and from where: itself, and models from their sources. The one source of the policy for server, meta tag and service worker. */
function contentSecurityPolicy({ hosts }: ModelSources): string[] {
  return [
    "default-src 'none'",
    // WebAssembly is compiled from our own files; nothing is evaluated from text.
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    // blob: the photos and cutouts that the page itself made.
    "img-src 'self' blob: data:",
    ["connect-src 'self' blob: data:", ...hosts].join(' '),
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ]
}

/** The policy as a meta tag can state it: `frame-ancestors` is understood in a header only. */
export const metaPolicy = contentSecurityPolicy(modelSources()).join('; ')

/** Headers of every file of the app. The first two make the page cross-origin isolated, without which the browser gives no threads. */
export function headersFor(sources: ModelSources) {
  return {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Security-Policy': [...contentSecurityPolicy(sources), "frame-ancestors 'none'"].join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  } as const satisfies Record<string, string>
}

/** The headers of this build. */
export const headers = headersFor(modelSources())

/** The text of `public/_headers`, which Netlify, Cloudflare Pages and others read. */
export function headersFile(): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)
  return `/*\n${lines.join('\n')}\n`
}
