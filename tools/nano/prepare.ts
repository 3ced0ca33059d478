import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { shippedNano } from './pack.ts'

/**
 * Makes `public/models/nano.safetensors.gz`, the weights as they are shipped, from those of training, and puts the dab branch beside it as it is.
 * Packing takes some seconds and always gives the same bytes; a file that already holds them is left alone.
 */
export async function prepareNano(rootDir: string): Promise<void> {
  const trainingFile = async (name: string) => sourceOf(await readFile(join(rootDir, 'training', name)))
  const packed = shippedNano({
    trained: await trainingFile('nano.safetensors'),
    inputs: await trainingFile('inputs.safetensors'),
  })
  await mkdir(join(rootDir, 'public/models'), { recursive: true })
  await put(join(rootDir, 'public/models/nano.safetensors.gz'), packed)
  await put(
    join(rootDir, 'public/models/nano.dabs.safetensors'),
    await readFile(join(rootDir, 'training/dabs.safetensors')),
  )
  // Of builds before it was packed; it would be shipped, too.
  await rm(join(rootDir, 'public/models/nano.safetensors'), { force: true })
}

function sourceOf(bytes: Uint8Array): ByteSource {
  return { sizeBytes: bytes.length, read: (start, end) => Uint8Array.from(bytes.subarray(start, end)) }
}

async function put(path: string, bytes: Uint8Array): Promise<void> {
  const present = await readFile(path).catch(() => undefined)
  if (present === undefined || !present.equals(bytes)) await writeFile(path, bytes)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await prepareNano(process.cwd())
