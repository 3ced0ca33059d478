import { embedOrigins, embedPage, embedScript } from './embedOrigins.ts'
import { type ModelSources, modelSources } from './modelSources.ts'

/** The folder of the one script that may speak to other hosts: a worker has the policy of its own file, not that of the page. */
export const shelfFolder = 'workers/shelf/'

/** The folder of the script that fetches a picture from an address to which a person has agreed. It knows nothing but the address. */
export const addressFolder = 'workers/address/'

/** Folders and files of the built app beside the shelf's, none within another; each is one rule of the headers file. */
const otherPaths = [
  '',
  'index.html',
  'engine.html',
  'service-worker.js',
  'manifest.webmanifest',
  'THIRD-PARTY.txt',
  ...['assets', 'icons', 'models', 'ort', 'samples'].map((folder) => `${folder}/*`),
]

/**
 * What a file of the app may load, and from where: from its own origin. Only the shelf's worker may also ask the hosts that models come
 * from, and the worker of addresses those of pictures. The one source of the policy for servers, meta tag and service worker.
 */
function contentSecurityPolicy(hosts: readonly string[]): string[] {
  return [
    // For the manifest alone, whose own directive WebKit takes for an error: all else is named below.
    "default-src 'self'",
    // WebAssembly is compiled from our own files; nothing is evaluated from text.
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    // blob: the photos and cutouts that the page itself made.
    "img-src 'self' blob: data:",
    ["connect-src 'self' blob: data:", ...hosts].join(' '),
    "font-src 'self'",
    ...['frame-src', 'media-src', 'object-src'].map((kind) => `${kind} 'none'`),
    "base-uri 'none'",
    "form-action 'none'",
    // No text becomes markup or a script's address but by the rules of `limitMarkup`, the only ones that there may be.
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ]
}

/** The policy of the page as a meta tag can state it: `frame-ancestors` is understood in a header only. */
export const metaPolicy = contentSecurityPolicy([]).join('; ')

/**
 * What neither the app nor anything that is put into it may use. Photos come from files, a phone's camera by its own program: no page needs a device for it.
 * Left as browsers have them: the clipboard, sharing, and isolation from other sites.
 */
const refused = [
  ...[
    'accelerometer',
    'autoplay',
    'camera',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
    'gyroscope',
  ],
  ...['hid', 'identity-credentials-get', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi'],
  ...['otp-credentials', 'payment', 'picture-in-picture', 'publickey-credentials-create', 'publickey-credentials-get'],
  ...['screen-wake-lock', 'serial', 'storage-access', 'sync-xhr', 'usb', 'window-management', 'xr-spatial-tracking'],
]

/** Headers of all files alike. The first two make the page cross-origin isolated, without which the browser gives no threads. */
const common = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': refused.map((feature) => `${feature}=()`).join(', '),
} as const satisfies Record<string, string>

const policyName = 'Content-Security-Policy'
const resourceName = 'Cross-Origin-Resource-Policy'

/** Headers of the file at this path of the app (without a slash at the start). */
export function headersOf(
  path: string,
  sources: ModelSources = modelSources(),
  embedders: readonly string[] = embedOrigins(),
): Record<string, string> {
  return { ...common, ...ownHeaders(path, hostsFor(path, sources), embedders) }
}

/** What differs from file to file: whom it may ask, and which other sites may have it. */
function ownHeaders(
  path: string,
  hosts: readonly string[],
  embedders: readonly string[],
): Readonly<Record<string, string>> {
  const isPage = path === embedPage
  const isForOthers = embedders.length > 0 && (isPage || path === embedScript)
  const ancestors = isForOthers && isPage ? embedders.join(' ') : "'none'"
  return {
    [policyName]: [...contentSecurityPolicy(hosts), `frame-ancestors ${ancestors}`].join('; '),
    [resourceName]: isForOthers ? 'cross-origin' : 'same-origin',
    // A module of another site is asked for with its origin; it says nothing that is not public.
    ...(isForOthers && !isPage ? { 'Access-Control-Allow-Origin': '*' } : {}),
  }
}

function hostsFor(path: string, { hosts, pictureHosts }: ModelSources): readonly string[] {
  if (path.startsWith(shelfFolder)) return hosts
  return path.startsWith(addressFolder) ? pictureHosts : []
}

/**
 * The text of `_headers`, which Netlify, Cloudflare Pages and others read. Where several rules fit a file, they send all their headers,
 * and of several policies the narrowest counts: so the rules for what differs must not overlap.
 */
export function headersFile(
  { hosts, pictureHosts }: ModelSources = modelSources(),
  embedders: readonly string[] = embedOrigins(),
): string {
  const rule = (path: string, headers: Readonly<Record<string, string>>) =>
    [`/${path}`, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  const forOthers = embedders.length > 0 ? [embedPage, embedScript] : []
  const rules = [
    rule('*', common),
    ...[...otherPaths, ...forOthers].map((path) => rule(path, ownHeaders(path, [], embedders))),
    rule(`${shelfFolder}*`, ownHeaders(shelfFolder, hosts, embedders)),
    rule(`${addressFolder}*`, ownHeaders(addressFolder, pictureHosts, embedders)),
  ]
  return `${rules.join('\n')}\n`
}
