import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packNano } from './pack.ts'

/**
 * Makes `public/models/nano.safetensors`, the weights as they are shipped, from those of training.
 * Packing takes a moment and always gives the same bytes; a file that already holds them is left alone.
 */
export async function prepareNano(rootDir: string): Promise<void> {
  const trained = await readFile(join(rootDir, 'training/nano.safetensors'))
  const packed = packNano({
    sizeBytes: trained.length,
    read: (start, end) => Uint8Array.from(trained.subarray(start, end)),
  })
  const path = join(rootDir, 'public/models/nano.safetensors')
  await mkdir(join(rootDir, 'public/models'), { recursive: true })
  const present = await readFile(path).catch(() => undefined)
  if (present === undefined || !present.equals(packed)) await writeFile(path, packed)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await prepareNano(process.cwd())
