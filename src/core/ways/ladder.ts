import type { BackboneSize, BiRefNetModel } from '#core/models.ts'
import type { Reason } from '#core/reasons.ts'
import { heapLimit, needBytes } from './cost.ts'
import type { Device } from './device.ts'
import { backendOf, type Precision, type Rung, rungs, type Way } from './way.ts'
import type { Why } from './why.ts'

/** What is run in ways of a ladder: a BiRefNet of the shelf, or the built-in network. */
export interface Climber extends Pick<BiRefNetModel, 'tiers' | 'tier' | 'runsOn'> {
  backbone: BackboneSize
}

/** A way that was tried, and why it failed. */
export interface FailedWay {
  way: Way
  reason: Reason
  detail?: string
  /** Learnt in an earlier cut: it is not tried again now. */
  isRemembered?: boolean
}

/** The ways to run a model on a device, best first, and why better ones are not among them. */
export interface Ladder {
  ways: Way[]
  passedOver: Why[]
  /** What a probe of the precisions found on the processor. */
  int8Ratio?: number
}

/** More threads than this gain little on the networks at hand, and each costs a stack in the heap. */
export const mostThreads = 4

/** 8 bits are taken for their speed where they take less than this share of the time: below, it is worth what they cost in exactness. */
const quickRatio = 0.9

/**
 * What a rung multiplies in; a second precision is for where the first does not fit, or computes wrongly. 8 bits serve the large network better in any
 * case: full precision would hardly fit. Which is quicker for lite differs from processor to processor, and is measured.
 */
function precisionsOf(rung: Rung, model: Pick<Climber, 'backbone' | 'runsOn'>, int8Ratio = 1): Precision[] {
  if (rung === 'webgpu-fp16') return ['fp16']
  if (rung === 'webgpu-fp32') return ['fp32']
  // The built-in network is so small that 8 bits would gain nothing.
  if (model.backbone === 'nano') return ['fp32']
  if (model.backbone === 'large' || model.runsOn === 'wasm-int8') return ['int8']
  return isByProbe(model) && int8Ratio < quickRatio ? ['int8', 'fp32'] : ['fp32', 'int8']
}

/** Does a probe decide in which precision the model runs on the processor? Whoever chose the processor chose its precision, too. */
export function isByProbe({ backbone, runsOn }: Pick<Climber, 'backbone' | 'runsOn'>): boolean {
  return backbone === 'lite' && (runsOn === 'auto' || runsOn === 'webgpu')
}

/**
 * All ways to run the model, by tier, then by rung; what will not fit the heap is left out, but for the smallest. `int8Ratio` is the time that 8 bits
 * take on the processor, as a share of what full precision does; 1 where that is not known.
 */
export function ladderOf(model: Climber, device: Device, tooMuchBytes?: number, int8Ratio?: number): Ladder {
  const { allowed, passedOver } = rungsOf(model, device)
  const limitBytes = heapLimit(device.memoryGib, tooMuchBytes)
  const tiers = model.tiers.filter((tier) => tier <= model.tier).sort((one, other) => other - one)
  const all = tiers.flatMap((tier) =>
    [0, 1].flatMap((choice) =>
      allowed.flatMap((rung): Way[] => {
        const precision = precisionsOf(rung, model, int8Ratio)[choice]
        if (precision === undefined) return []
        const isGpu = backendOf(rung) === 'webgpu'
        const threads = rung === 'wasm-threads' ? Math.min(mostThreads, device.cores) : 1
        const name = isGpu && device.gpu.kind === 'adapter' ? device.gpu.name : 'processor'
        return [{ rung, precision, tier, threads, limitBytes, device: name }]
      }),
    ),
  )
  const fits = (way: Way) => backendOf(way.rung) === 'webgpu' || needBytes(model.backbone, way) <= limitBytes
  const ways = all.filter(fits)
  const smallest = all.findLast(({ precision }) => precision === 'int8')
  return {
    ways: ways.length > 0 || smallest === undefined ? ways : [{ ...smallest, limitBytes: Infinity }],
    passedOver,
    ...(int8Ratio === undefined ? {} : { int8Ratio }),
  }
}

/** Which rungs may be tried at all. */
function rungsOf({ runsOn }: Climber, { gpu, isIsolated, cores }: Device): { allowed: Rung[]; passedOver: Why[] } {
  const passedOver: Why[] = []
  const without = new Set<Rung>()
  const pass = (why: Why, ...passed: Rung[]) => {
    passedOver.push(why)
    for (const rung of passed) without.add(rung)
  }
  if (runsOn !== 'auto') passedOver.push({ kind: 'asked', runsOn })
  if (runsOn === 'wasm' || runsOn === 'wasm-int8')
    for (const rung of ['webgpu-fp16', 'webgpu-fp32'] as const) without.add(rung)
  else if (gpu.kind === 'absent') pass({ kind: 'no-webgpu' }, 'webgpu-fp16', 'webgpu-fp32')
  else if (gpu.kind === 'refused') pass({ kind: 'no-adapter' }, 'webgpu-fp16', 'webgpu-fp32')
  else if (gpu.isSoftware && runsOn === 'auto')
    pass({ kind: 'software-adapter', name: gpu.name }, 'webgpu-fp16', 'webgpu-fp32')
  else if (!gpu.hasHalf) pass({ kind: 'no-half-floats', name: gpu.name }, 'webgpu-fp16')
  if (!isIsolated) pass({ kind: 'not-isolated' }, 'wasm-threads')
  else if (cores < 2) without.add('wasm-threads')
  return { allowed: rungs.filter((rung) => !without.has(rung)), passedOver }
}

/** Failures that another way may not share: all others are of the photo, the file or the device as a whole. */
const ofTheWay: ReadonlySet<Reason> = new Set([
  'self-test-failed',
  'gpu-lost',
  'gpu-hung',
  'out-of-memory',
  'worker-died',
  'model-failed',
  'model-unreadable',
  'unexpected',
])

/** Failures that say that the memory was not enough; a browser that lacks it may end a worker without a word. */
const ofMemory: ReadonlySet<Reason> = new Set(['out-of-memory', 'worker-died'])

/** Is it worth to try another way after this failure? Without a network the build for graphics cards may be missing where the other one is there. */
export function isOfTheWay(reason: Reason, rung: Rung): boolean {
  return ofTheWay.has(reason) || (reason === 'runtime-missing' && backendOf(rung) === 'webgpu')
}

/** The best way that nothing which failed so far rules out. */
export function nextWay({ ways }: Ladder, failures: readonly FailedWay[], backbone: BackboneSize): Way | undefined {
  return ways.find((way) => !failures.some((failed) => isRuledOut(way, failed, backbone)))
}

function isRuledOut(way: Way, { way: failed, reason }: FailedWay, backbone: BackboneSize): boolean {
  if (backendOf(way.rung) !== backendOf(failed.rung)) return false
  const needsLess = needBytes(backbone, way) < needBytes(backbone, failed)
  if (ofMemory.has(reason)) return !needsLess
  return way.rung === failed.rung && way.precision === failed.precision
}

/** Why this way was taken: what was passed over, what failed, and what it costs. */
export function reasonsFor(
  taken: Way,
  model: Pick<Climber, 'tier' | 'backbone' | 'runsOn'>,
  { passedOver, int8Ratio = 1 }: Ladder,
  failures: readonly FailedWay[],
): Why[] {
  const isBetter = (rung: Rung) => rungs.indexOf(rung) < rungs.indexOf(taken.rung)
  const reasons = passedOver.filter((why) => why.kind !== 'not-isolated' || taken.rung === 'wasm-one')
  for (const { way, reason, detail, isRemembered = false } of failures) {
    if (!isBetter(way.rung) && ofMemory.has(reason)) continue
    const { rung, precision } = way
    reasons.push({ kind: 'failed', rung, precision, reason, isRemembered, ...(detail === undefined ? {} : { detail }) })
  }
  if (taken.tier < model.tier) {
    const wasTried = failures.some(({ way, reason }) => way.tier > taken.tier && ofMemory.has(reason))
    reasons.push({ kind: 'smaller', tier: taken.tier, wanted: model.tier, wasTried })
  }
  if (taken.precision === 'int8' && model.backbone === 'lite' && model.runsOn !== 'wasm-int8')
    reasons.push(
      isByProbe(model) && int8Ratio < quickRatio ? { kind: 'quicker', share: int8Ratio } : { kind: 'eight-bit' },
    )
  return reasons
}
