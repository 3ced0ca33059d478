import { formulaSource } from '#tests/formula/checkpoint.ts'
import { formulaImage } from '#tests/formula/weights.ts'
import { difference, goldenTensors } from '#tests/golden/safetensors.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { compileBiRefNet } from '#workers/birefnet/compile.ts'
import { heapBytes } from '#workers/runtime/heap.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import { configureRuntime } from '#workers/runtime/start.ts'
import type { Answer, Difference, MeasureRequest } from './measure.ts'

addEventListener('message', ({ data }: MessageEvent<MeasureRequest>) => {
  measure(data).then(
    (answer) => postMessage(answer),
    (error: unknown) => postMessage({ ok: false, message: String(error) } satisfies Answer),
  )
})

async function measure(request: MeasureRequest): Promise<Answer> {
  const { variant, size, backend, wholly = false, runs, golden, threads, keep, ...plan } = request
  configureRuntime({ baseUrl: new URL('/', location.href).href, ...(threads === undefined ? {} : { threads }) })
  const source = formulaSource(backbones[variant === 'lite' ? 'swin-t' : 'swin-l'])
  const started = performance.now()
  const compiled = compileBiRefNet({ ...plan, size, source })
  if (!compiled.ok) return { ok: false, message: compiled.detail ?? compiled.reason }
  const { model, external } = compiled.value
  const graphMs = performance.now() - started
  const files = external.map(({ path, byteLength, data }) => lazyFile({ path, byteLength, make: data }))
  const session = await openSession(model, { backend, externalData: files, lean: true, wholly })
  if (!session.ok) return { ok: false, message: session.detail ?? session.reason }
  const sessionMs = performance.now() - started
  const createdBytes = heapBytes()
  const { width, height } = size
  const image = { type: 'float32', dims: [1, 3, height, width], data: formulaImage(height, width) } as const
  const names = ['logits', ...(request.inner ?? [])]
  const runMs: number[] = []
  const differences: Record<string, Difference> = {}
  let logits = new Float32Array()
  for (let run = 0; run < runs; run++) {
    const begin = performance.now()
    const results = await session.value.run({ image }, names)
    if (!results.ok) return { ok: false, message: results.detail ?? results.reason }
    runMs.push(performance.now() - begin)
    const expected = golden === undefined ? new Map() : await goldenFile(golden)
    for (const name of names) {
      const { type, data } = results.value[name] ?? {}
      if (type !== 'float32' || data === undefined) throw new TypeError(`${name} is not float32.`)
      if (name === 'logits') logits = Float32Array.from(data)
      const wanted = expected.get(name)
      if (wanted !== undefined) differences[name] = difference(data, wanted.values)
    }
  }
  const weightBytes = external.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const measured = {
    graphMs,
    sessionMs,
    weightBytes,
    createdBytes,
    peakBytes: heapBytes(),
    predictedBytes: 0,
    runMs,
    differences,
  }
  return { ok: true, measured, logits }
}

async function goldenFile(name: string) {
  const response = await fetch(`/golden/${name}.safetensors`)
  return goldenTensors(new Uint8Array(await response.arrayBuffer()))
}
