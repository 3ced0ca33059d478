import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue } from '#core/catalogue/catalogue.ts'

/** Where models may be downloaded from; addresses end with a slash. */
export interface ModelSources {
  /** Empty when the hub is left out. */
  hubUrl: string
  /** Tried before the hub. */
  mirrorUrl: string
  /** What the page's policy has to allow for both, as Content-Security-Policy writes hosts. */
  hosts: readonly string[]
}

const publicHub = 'https://huggingface.co/'

/** The public hub sends large files from hosts of its own, whose names change. */
const publicHosts = ['https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.co']

/**
 * The sources that a build is made for: `CLEARCUT_HUB` (default: the public Hugging Face hub; empty for none), `CLEARCUT_MIRROR`
 * (default: none), and `CLEARCUT_MODEL_HOSTS`, origins that those two redirect to, separated by spaces.
 */
export function modelSources(environment: Readonly<Record<string, string | undefined>> = process.env): ModelSources {
  const hubUrl = withSlash(environment['CLEARCUT_HUB'] ?? publicHub)
  const mirrorUrl = withSlash(environment['CLEARCUT_MIRROR'] ?? '')
  const more = (environment['CLEARCUT_MODEL_HOSTS'] ?? '').split(/\s+/).filter((host) => host !== '')
  const hubHosts = hubUrl === publicHub ? publicHosts : originOf(hubUrl)
  return { hubUrl, mirrorUrl, hosts: [...new Set([...hubHosts, ...originOf(mirrorUrl), ...more])] }
}

/** The checkpoints that `npm run models` has put beside the app. */
export function ownModels(rootDir: string): string[] {
  const folder = join(rootDir, 'public', 'models')
  const present = existsSync(folder) ? readdirSync(folder) : []
  return catalogue.map(({ file }) => file).filter((file) => present.includes(file))
}

function withSlash(url: string): string {
  return url === '' || url.endsWith('/') ? url : `${url}/`
}

function originOf(url: string): string[] {
  return url === '' ? [] : [new URL(url).origin]
}
