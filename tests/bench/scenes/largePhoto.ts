import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { encode } from 'jpeg-js'
import { PNG } from 'pngjs'

const lemur = resolve(import.meta.dirname, '../../../../shared/data/pairs/pymatting/lemur.png')

/** Writes the lemur, raised to 4288 x 2800 (12 megapixels) or to another size, as JPEG and gives its path. */
export async function writeLargePhoto([wide, high] = [4288, 2800]): Promise<string> {
  if (!existsSync(lemur)) throw new Error(`The photo is not here: ${lemur}`)
  const { width, height, data } = PNG.sync.read(readFileSync(lemur))
  const large = Buffer.alloc(wide * high * 4)
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const from = 4 * (Math.floor((y * height) / high) * width + Math.floor((x * width) / wide))
      data.copy(large, 4 * (y * wide + x), from, from + 4)
    }
  }
  const path = join(mkdtempSync(join(tmpdir(), 'clearcut-bench-')), `lemur-${Math.round((wide * high) / 1e6)}mp.jpg`)
  writeFileSync(path, encode({ width: wide, height: high, data: large }, 90).data)
  return path
}
