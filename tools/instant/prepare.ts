import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { convertInstant } from './convert.ts'

const sourcePackage = 'node_modules/@mediapipe/selfie_segmentation'

/**
 * Makes `public/models/instant.onnx` and a notice of its origin from the npm package.
 * Converting takes a moment and always gives the same bytes; files that already hold them are left alone.
 */
export async function prepareInstantModel(rootDir: string): Promise<void> {
  const tflite = await readFile(join(rootDir, sourcePackage, 'selfie_segmentation.tflite'))
  const { version } = JSON.parse(await readFile(join(rootDir, sourcePackage, 'package.json'), 'utf8'))
  const folder = join(rootDir, 'public/models')
  await mkdir(folder, { recursive: true })
  await writeChanged(join(folder, 'instant.onnx'), convertInstant(tflite))
  await writeChanged(join(folder, 'instant.NOTICE.txt'), new TextEncoder().encode(notice(String(version))))
}

async function writeChanged(path: string, bytes: Uint8Array): Promise<void> {
  const present = await readFile(path).catch(() => undefined)
  if (present === undefined || !present.equals(bytes)) await writeFile(path, bytes)
}

function notice(version: string): string {
  return `instant.onnx

MediaPipe Selfie Segmentation (general model, 256 x 256)
Copyright The MediaPipe Authors
Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0

Origin: selfie_segmentation.tflite of the npm package @mediapipe/selfie_segmentation ${version}.
Changed: converted from TensorFlow Lite to ONNX by Clearcut (tools/instant); the weights have the same values.
`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await prepareInstantModel(process.cwd())
