import * as ort from 'onnxruntime-web/wasm'
import { z } from 'zod'
import { formulaSource } from '#tests/formula/checkpoint.ts'
import { formulaImage } from '#tests/formula/weights.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { compileBiRefNet } from '#workers/birefnet/compile.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'

const event = z.object({ cat: z.string(), dur: z.number(), args: z.object({ op_name: z.string().optional() }) })

/**
 * Milliseconds that each kind of operator takes in one warmed run of the lite network, longest first. onnxruntime-web prints its profile to the console,
 * one event a line, once it is asked to end it.
 */
export async function operatorProfile(
  precision: 'fp32' | 'int8',
  side: number,
  threads: number,
): Promise<[string, number][]> {
  const plan = { precision, deformable: 'native', chunkBytes: 32e6, patchOrder: 'c-hg-wg' } as const
  const size = { width: side, height: side }
  const compiled = compileBiRefNet({ source: formulaSource(backbones['swin-t']), size, ...plan })
  if (!compiled.ok) throw new Error(compiled.detail)
  const { model, external } = compiled.value
  ort.env.wasm.wasmPaths = new URL('/ort/', location.href).href
  ort.env.wasm.numThreads = threads
  const lines = collectPrinted()
  const session = await ort.InferenceSession.create(model, {
    executionProviders: ['wasm'],
    externalData: external.map(({ path, byteLength, data }) => lazyFile({ path, byteLength, make: data })),
    enableProfiling: true,
    executionMode: 'parallel',
    extra: { session: { disable_prepacking: '1' } },
  })
  const image = new ort.Tensor('float32', formulaImage(side, side), [1, 3, side, side])
  const runs = 3
  for (let run = 0; run < runs; run++) await session.run({ image })
  session.endProfiling()
  const events = lines.flatMap((line) => {
    const parsed = line.startsWith('{') ? event.safeParse(JSON.parse(line.replace(/,$/, ''))) : undefined
    return parsed?.success === true && parsed.data.cat === 'Node' ? [parsed.data] : []
  })
  const totals = new Map<string, number>()
  // The first runs wait for the wasm code to be optimised.
  const last = events.slice(-Math.floor(events.length / runs))
  for (const { dur, args } of last) {
    const name = args.op_name ?? 'unnamed'
    totals.set(name, (totals.get(name) ?? 0) + dur / 1000)
  }
  return [...totals].sort(([, one], [, other]) => other - one)
}

/** What is written to the console from now on. onnxruntime takes the console's functions when it starts, so that is when they must be ours already. */
function collectPrinted(): string[] {
  const lines: string[] = []
  console.log = (...parts) => lines.push(...parts.join(' ').split('\n'))
  return lines
}
