import { expect, it } from 'vitest'
import { seededRandom } from '#tests/fixtures/random.ts'
import { bestThreshold, fitted, performance, scoreOf } from '#tools/verdict/logistic.ts'

it('finds the figure that tells right masks from wrong ones, and the threshold between them', () => {
  const random = seededRandom(3)
  const samples = Array.from({ length: 200 }, () => {
    const iou = random()
    return { iou, figures: [iou + 0.2 * (random() - 0.5), random()] }
  })
  const weights = fitted(samples)
  expect(weights[0]).toBeGreaterThan(3)
  expect(Math.abs(weights[1] ?? 9)).toBeLessThan(0.5)
  const scores = samples.map(({ figures }) => scoreOf([...figures, 1], weights))
  const ious = samples.map(({ iou }) => iou)
  const { auc, falseAlarms, misses } = performance(scores, ious, bestThreshold(scores, ious))
  expect(auc).toBeGreaterThan(0.95)
  expect(Math.max(falseAlarms, misses)).toBeLessThan(0.1)
})

it('counts a score that tells nothing as chance', () => {
  expect(performance([0.5, 0.5, 0.5, 0.5], [0.2, 0.3, 0.96, 0.99], 0.5)).toMatchObject({
    auc: 0.5,
    falseAlarms: 0,
    misses: 1,
  })
})
