import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const archive = resolve(import.meta.dirname, '../../../shared/data/robustness.tar.gz')

/** One of each kind of trouble, for the short road. */
const few = [
  'truncated_50.jpg',
  'truncated_60.png',
  'bad_crc_idat.png',
  'bitrot.jpg',
  'zero_byte.png',
  'html_renamed.png',
  'photo_alpha.webp',
  'photo_alpha.avif',
  'anim3.gif',
  'lemur_exif6.jpg',
  'palette_trns.png',
  'wide_20000x8.png',
  'display_p3.jpg',
  'p3_pure_primaries.png',
  'script.svg',
  'no_size.svg',
]

/** Too large for a quick road in every browser at once. */
const leftOut = /photo_43MP|photo_11MP/

export interface AwkwardFiles {
  paths: readonly string[]
  remove(): void
}

/** Awkward files of ../shared/data: a few, or all that were made plus the broken ones of PngSuite. None where they are absent. */
export function awkwardFiles(isFull: boolean): AwkwardFiles {
  if (!existsSync(archive)) return { paths: [], remove: () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-awkward-'))
  execFileSync('tar', ['xzf', archive, '-C', folder])
  const made = join(folder, 'robustness/generated')
  const suite = join(folder, 'robustness/pngsuite')
  const all = [
    ...readdirSync(made).map((name) => join(made, name)),
    ...readdirSync(suite)
      .filter((name) => name.startsWith('x'))
      .map((name) => join(suite, name)),
  ].filter((path) => !leftOut.test(path))
  const paths = isFull ? all.sort() : few.map((name) => join(made, name))
  return { paths, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
