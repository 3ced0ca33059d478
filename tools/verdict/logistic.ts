/** One judged mask: its figures, and how right it is. */
export interface Sample {
  figures: readonly number[]
  /** Intersection over union with the truth. */
  iou: number
}

/** From this IoU on a mask is surely fit to be used, and below the other surely not: what lies between is a matter of taste. */
const good = 0.95
const bad = 0.7

/** How a score does as a judge. */
export interface Performance {
  /** Chance that a mask of IoU 0.7 or more has a higher score than one below. */
  auc: number
  /** The same of masks above 0.95 against masks below 0.7. */
  aucOfExtremes: number
  /** Share of masks above 0.95 that are doubted. */
  falseAlarms: number
  /** Share of masks below 0.7 that get a tick. */
  misses: number
  count: number
}

const steps = 40
/** Keeps weights small where figures say the same: as much as one sample of average weight says. */
const ridge = 1

/** Weights of a logistic model, the bias last, fitted by Newton's method: 0 at an IoU of 0.6 or less, 1 from 0.9 on. */
export function fitted(samples: readonly Sample[]): number[] {
  const size = (samples[0]?.figures.length ?? 0) + 1
  const rows = samples.map(({ figures }) => [...figures, 1])
  const targets = samples.map(({ iou }) => Math.min(1, Math.max(0, (iou - 0.6) / 0.3)))
  let weights = new Array<number>(size).fill(0)
  for (let step = 0; step < steps; step++) {
    const gradient: number[] = weights.map((weight, i) => (i < size - 1 ? ridge * weight : 0))
    const curvature: number[][] = gradient.map((_, i) => gradient.map((_, j) => (i === j && i < size - 1 ? ridge : 0)))
    for (const [at, row] of rows.entries()) {
      const share = scoreOf(row, weights)
      for (let i = 0; i < size; i++) {
        gradient[i] = (gradient[i] ?? 0) + (share - (targets[at] ?? 0)) * (row[i] ?? 0)
        for (let j = 0; j < size; j++) {
          const line = curvature[i]
          if (line !== undefined) line[j] = (line[j] ?? 0) + share * (1 - share) * (row[i] ?? 0) * (row[j] ?? 0)
        }
      }
    }
    const change = solved(curvature, gradient)
    weights = weights.map((weight, i) => weight - (change[i] ?? 0))
  }
  return weights
}

/** The score of figures that end with 1. */
export function scoreOf(row: readonly number[], weights: readonly number[]): number {
  const sum = row.reduce((total, value, i) => total + value * (weights[i] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

/** Solves a small symmetric system by Gauss's elimination. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, i) => [...line, right[i] ?? 0])
  const size = rows.length
  for (const [pivot, line] of rows.entries()) {
    const lead = line[pivot] ?? 1
    for (let j = pivot; j <= size; j++) line[j] = (line[j] ?? 0) / lead
    for (const other of rows) {
      const factor = other === line ? 0 : (other[pivot] ?? 0)
      for (let j = pivot; j <= size; j++) other[j] = (other[j] ?? 0) - factor * (line[j] ?? 0)
    }
  }
  return rows.map((line) => line[size] ?? 0)
}

/** Measures scores against the truth at a threshold. */
export function performance(scores: readonly number[], ious: readonly number[], threshold: number): Performance {
  const where = (holds: (iou: number) => boolean) => scores.filter((_, i) => holds(ious[i] ?? 0))
  const [best, worst] = [where((iou) => iou > good), where((iou) => iou < bad)]
  return {
    auc: chance(
      where((iou) => iou >= bad),
      worst,
    ),
    aucOfExtremes: chance(best, worst),
    falseAlarms: share(best, (score) => score < threshold),
    misses: share(worst, (score) => score >= threshold),
    count: scores.length,
  }
}

/** The threshold that makes the larger of false alarms and misses the smallest. */
export function bestThreshold(scores: readonly number[], ious: readonly number[]): number {
  const candidates = Array.from({ length: 81 }, (_, i) => 0.15 + i / 100)
  const worse = (threshold: number) => {
    const { falseAlarms, misses } = performance(scores, ious, threshold)
    return Math.max(falseAlarms, misses)
  }
  return candidates.reduce((best, other) => (worse(other) < worse(best) ? other : best))
}

function share(scores: readonly number[], holds: (score: number) => boolean): number {
  return scores.length === 0 ? 0 : scores.filter(holds).length / scores.length
}

/** How often one of the first is above one of the second; ties count half. */
/** The chance that one of the first has a higher score than one of the second; equal ones count half. */
export function chance(high: readonly number[], low: readonly number[]): number {
  let won = 0
  for (const one of high) for (const other of low) won += one > other ? 1 : one === other ? 0.5 : 0
  return high.length * low.length === 0 ? 0.5 : won / (high.length * low.length)
}
