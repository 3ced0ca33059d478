import { limitMarkup } from '#core/trustedTypes.ts'
import { formulaSource } from '#tests/formula/checkpoint.ts'
import { formulaImage } from '#tests/formula/weights.ts'
import { difference, goldenTensors } from '#tests/golden/safetensors.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { compileBiRefNet } from '#workers/birefnet/compile.ts'
import { forecastMemory } from '#workers/birefnet/memoryModel.ts'
import type { BuiltModel } from '#workers/onnx/graph.ts'
import { heapBytes } from '#workers/runtime/heap.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import { configureRuntime } from '#workers/runtime/start.ts'
import { probePrecisions } from '#workers/selfTest/precisionProbe.ts'
import { openCheckpoint } from '#workers/weights/checkpoint.ts'
import { fromHalf, toHalf } from '#workers/weights/floats.ts'
import { firstSession } from './firstSession.ts'
import { watchGpuBuffers } from './gpuBuffers.ts'
import { layerErrors } from './layerErrors.ts'
import { literalNetwork } from './literalNetwork.ts'
import { loadFromDevice } from './loadFromDevice.ts'
import { matMulRate } from './matMulRate.ts'
import type { Answer, Difference, MeasureRequest, WorkerRequest } from './measure.ts'
import { nanoParity } from './nanoParity.ts'
import { nanoTimes } from './nanoTimes.ts'
import { operatorProfile } from './operatorProfile.ts'

// The page has the app's own policy.
limitMarkup(self)

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  answer(data).then(postMessage, (error: unknown) => postMessage({ kind: 'failed', message: String(error) }))
})

async function answer(request: WorkerRequest): Promise<Answer> {
  configureRuntime({ baseUrl: new URL('/', location.href).href, threads: request.threads ?? 2 })
  switch (request.kind) {
    case 'rate':
      return { kind: 'rate', perSecond: await matMulRate() }
    case 'layers':
      return { kind: 'layers', errors: await layerErrors(request.side) }
    case 'load':
      return { kind: 'load', ...(await loadFromDevice()) }
    case 'start':
      return { kind: 'start', ms: await firstSession(request.backend) }
    case 'probe':
      return await probe()
    case 'nano':
      return { kind: 'nano', ...(await nanoTimes(request)) }
    case 'nano-parity':
      return { kind: 'nano-parity', ...(await nanoParity(request)) }
    case 'profile':
      return {
        kind: 'profile',
        operators: await operatorProfile(request.precision, request.side, request.threads ?? 2),
      }
    case 'network':
      return await measure(request)
  }
}

async function probe(): Promise<Answer> {
  // The app's worker has its runtime by then: it cuts with the built-in network.
  await firstSession('wasm')
  const probed = await probePrecisions()
  if (!probed.ok) throw new Error(probed.detail ?? probed.reason)
  const { int8Ratio, secondsPerBillion, ms } = probed.value
  return { kind: 'probe', ratio: int8Ratio, secondsPerBillion, ms }
}

async function measure(request: MeasureRequest): Promise<Answer> {
  const { size, backend, wholly = false, runs, golden, inner = [] } = request
  const buffers = watchGpuBuffers()
  const started = performance.now()
  const { model, external, memory } = compiled(request)
  const graphMs = performance.now() - started
  const files = external.map(({ path, byteLength, data }) => lazyFile({ path, byteLength, make: data }))
  const session = await openSession(model, { backend, externalData: files, lean: request.literal !== true, wholly })
  if (!session.ok) throw new Error(session.detail ?? session.reason)
  const sessionMs = performance.now() - started
  const createdBytes = heapBytes()
  const { width, height } = size
  const image = { type: 'float32', dims: [1, 3, height, width], data: formulaImage(height, width) } as const
  const expected = golden === undefined ? undefined : await goldenFile(golden)
  const runMs: number[] = []
  const differences: Record<string, Difference> = {}
  let logits = new Float32Array()
  for (let run = 0; run < runs; run++) {
    const begin = performance.now()
    const results = await session.value.run({ image }, ['logits', ...inner])
    if (!results.ok) throw new Error(results.detail ?? results.reason)
    runMs.push(performance.now() - begin)
    for (const [name, { type, data }] of Object.entries(results.value)) {
      if (type !== 'float32') throw new TypeError(`${name} is not float32.`)
      if (name === 'logits') logits = Float32Array.from(data)
      const wanted = expected?.get(name)
      if (wanted !== undefined) differences[name] = difference(data, wanted.values)
    }
  }
  const { weightBytes, peakBytes: predictedBytes } = memory
  const cardBytes = memory.cardBytes()
  const gpuPeakBytes = buffers.peakBytes()
  const peakBytes = heapBytes()
  return {
    kind: 'measured',
    measured: {
      ...{ graphMs, sessionMs, weightBytes, createdBytes, peakBytes, predictedBytes, cardBytes, gpuPeakBytes },
      ...{ runMs, differences },
    },
    logits,
  }
}

function compiled(request: MeasureRequest): BuiltModel & { memory: ReturnType<typeof forecastMemory> } {
  const source = formulaSource(backbones[request.variant === 'lite' ? 'swin-t' : 'swin-l'], (key, values) => {
    if (request.weights === 'half') values.set(fromHalf(toHalf(values)))
    if (request.weights === 'calm' && key.includes('offset_conv')) values.set(values.map((value) => value / 10))
  })
  const { size, precision, deformable, chunkBytes, patchOrder = 'c-hg-wg', inner = [] } = request
  if (request.literal === true) {
    const checkpoint = openCheckpoint(source)
    if (!checkpoint.ok) throw new Error(checkpoint.detail)
    const { graph } = literalNetwork(checkpoint.value, backbones['swin-t'], size)
    const built = graph.build({ externalData: 'weights.bin', filePerTensor: true })
    return { ...built, memory: forecastMemory(graph, built.external) }
  }
  const outcome = compileBiRefNet({ source, size, precision, deformable, chunkBytes, patchOrder, inner })
  if (!outcome.ok) throw new Error(outcome.detail ?? outcome.reason)
  return outcome.value
}

async function goldenFile(name: string) {
  const response = await fetch(`/golden/${name}.safetensors`)
  return goldenTensors(new Uint8Array(await response.arrayBuffer()))
}
