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
  /** The same for pictures whose address a person brings and agrees to ask. */
  pictureHosts: readonly string[]
}

const publicHub = 'https://huggingface.co/'

/** The public hub sends large files from hosts of its own, whose names change. */
const publicHosts = ['https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.co']

/**
 * The sources that a build is made for: `CLEARCUT_HUB` (default: the public Hugging Face hub; empty for none), `CLEARCUT_MIRROR`
 * (default: none), and `CLEARCUT_MODEL_HOSTS`, origins that those two redirect to, separated by spaces. `CLEARCUT_PICTURE_HOSTS`: where pictures
 * may be fetched from by their address (default: every host that is reached by https; empty for none).
 */
export function modelSources(environment: Readonly<Record<string, string | undefined>> = process.env): ModelSources {
  const hubUrl = withSlash(environment['CLEARCUT_HUB'] ?? publicHub)
  const mirrorUrl = withSlash(environment['CLEARCUT_MIRROR'] ?? '')
  const more = hostsIn(environment['CLEARCUT_MODEL_HOSTS'] ?? '')
  const hubHosts = hubUrl === publicHub ? publicHosts : originOf(hubUrl)
  const hosts = [...new Set([...hubHosts, ...originOf(mirrorUrl), ...more])]
  return { hubUrl, mirrorUrl, hosts, pictureHosts: hostsIn(environment['CLEARCUT_PICTURE_HOSTS'] ?? 'https:') }
}

function hostsIn(list: string): string[] {
  return list.split(/\s+/).filter((host) => host !== '')
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
