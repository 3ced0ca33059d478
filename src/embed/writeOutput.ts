import type { NamedFile } from '#core/folders.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { layerNames } from '#core/names.ts'
import type { Engine } from '#core/ports.ts'
import { type Backdrop, type ExportSettings, filesOf } from '#core/settings.ts'
import type { EncodeRequest } from '#core/write.ts'
import { granted } from './refusal.ts'

export interface WrittenOutput {
  blob: Blob
  size: Size
  foreground?: Rect
}

/** Writes one output: a file, or the two layers in a ZIP. */
export async function writeOutput(
  request: Omit<EncodeRequest, 'settings'>,
  output: ExportSettings,
  backdrop: Backdrop,
  engine: Engine,
  signal: AbortSignal,
): Promise<WrittenOutput> {
  const written: (WrittenOutput & NamedFile)[] = []
  for (const settings of filesOf(output, backdrop)) {
    const { blob, size, foreground } = granted(await engine.encode({ ...request, settings }, signal))
    const place = foreground === undefined ? {} : { foreground }
    written.push({ blob, size, ...place, name: layerNames(settings) })
  }
  const [first] = written
  if (first === undefined) throw new Error('an output has at least one file')
  if (output.content !== 'layers') return first
  const { downloadZip } = await import('client-zip')
  const inputs = written.map(({ name, blob }) => ({ name, input: blob }))
  return { ...first, blob: await downloadZip(inputs).blob() }
}
