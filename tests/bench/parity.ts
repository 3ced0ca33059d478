import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { BenchPage } from './birefnet/benchPage.ts'
import { type MeasureRequest, networkRequest } from './birefnet/measure.ts'

const innerOfLite = [
  'enc.x1',
  'enc.x2',
  'enc.x3',
  'enc.x4',
  'squeeze_module',
  'decoder.decoder_block4',
  'decoder.decoder_block3',
  'decoder.decoder_block2',
  'decoder.decoder_block1',
]

/** What each golden file holds besides the logits. */
const files: Record<string, string[]> = {
  'lite-256x256': innerOfLite,
  'lite-224x320': ['enc.x4'],
  'lite-256x256-patch-order-2024': [],
  'large-256x256': ['squeeze_module', 'decoder.decoder_block1'],
  'lite-512x512': [],
  'lite-1024x1024': [],
}

/** How exactly the compiled network computes what the official one does, and how far the cheaper forms are from it. */
export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  const page = await BenchPage.open()
  const wants = (...names: string[]) => names.some((name) => name.includes(only))
  try {
    for (const [file, inner] of Object.entries(files)) {
      if (!wants(`max:${file}`, `mean:${file}`)) continue
      const { differences } = await page.measure({ ...goldenRequest(file), inner, golden: file })
      for (const [name, { max, mean }] of Object.entries(differences)) {
        const figure = name === 'logits' ? file : `${file}:${name}`
        report(`max:${figure}`, max, 'logits')
        report(`mean:${figure}`, mean, 'logits')
      }
    }
    if (wants('max:deformconv-rewrite')) {
      await page.measure({ ...goldenRequest('lite-256x256'), keep: 'native' })
      await page.measure({ ...goldenRequest('lite-256x256'), deformable: 'grid', keep: 'grid' })
      report('max:deformconv-rewrite', (await page.compare('native', 'grid')).max, 'logits')
    }
    if (wants('fp16-sigmoid-max', 'fp16-sigmoid-mean')) {
      await page.measure({ ...goldenRequest('lite-256x256'), deformable: 'grid', keep: 'fp32' })
      await page.measure({ ...goldenRequest('lite-256x256'), deformable: 'grid', precision: 'fp16', keep: 'fp16' })
      const { max, mean } = await page.compare('fp32', 'fp16', true)
      report('fp16-sigmoid-max', max, 'alpha')
      report('fp16-sigmoid-mean', mean, 'alpha')
    }
    if (wants('int8-layer-max', 'int8-layer')) {
      const answer = await page.ask({ kind: 'layers', side: 256 })
      if (answer.kind !== 'layers') throw new Error(`The worker answered ${answer.kind}.`)
      for (const [name, error] of Object.entries(answer.errors)) report(`int8-layer:${name}`, error, 'relative')
      report('int8-layer-max', Math.max(...Object.values(answer.errors)), 'relative')
    }
  } finally {
    await page.close()
  }
}

function goldenRequest(file: string): MeasureRequest {
  const [variant, size = ''] = file.split('-')
  const [height = 0, width = 0] = size.split('x').map(Number)
  const patchOrder = file.endsWith('2024') ? 'wg-hg-c' : 'c-hg-wg'
  return { ...networkRequest(variant === 'large' ? 'large' : 'lite', width, height), patchOrder }
}
