import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packNano } from './pack.ts'

/**
 * Makes `public/models/nano.safetensors`, the weights as they are shipped, from those of training, and puts the dab branch beside it as it is.
 * Packing takes a moment and always gives the same bytes; a file that already holds them is left alone.
 */
export async function prepareNano(rootDir: string): Promise<void> {
  const trained = await readFile(join(rootDir, 'training/nano.safetensors'))
  const packed = packNano({
    sizeBytes: trained.length,
    read: (start, end) => Uint8Array.from(trained.subarray(start, end)),
  })
  await mkdir(join(rootDir, 'public/models'), { recursive: true })
  await put(join(rootDir, 'public/models/nano.safetensors'), packed)
  await put(
    join(rootDir, 'public/models/nano.dabs.safetensors'),
    await readFile(join(rootDir, 'training/dabs.safetensors')),
  )
}

async function put(path: string, bytes: Uint8Array): Promise<void> {
  const present = await readFile(path).catch(() => undefined)
  if (present === undefined || !present.equals(bytes)) await writeFile(path, bytes)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await prepareNano(process.cwd())
