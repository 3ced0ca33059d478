import { expect, test } from '@playwright/test'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { Day } from '#tools/soak/day.ts'
import { eagerMeasuring, readHeld } from '#tools/soak/held.ts'
import { writePhoto } from '#tools/soak/photos.ts'
import { scratch } from './support/data.ts'

// `npm run soak` does so for hours, and lets the page come to rest first.
test('batches with ended workers, no network, a hidden tab and a reload amid them leave no picture and no file behind', async () => {
  test.setTimeout(900_000)
  const app = await DrivenApp.open([eagerMeasuring])
  try {
    const day = new Day(app)
    await day.begin()
    for (let batch = 0; batch < 4; batch++)
      await day.batch([await writePhoto(scratch, 2 * batch), await writePhoto(scratch, 2 * batch + 1)])
    const held = await readHeld(app.page)
    expect(held.bitmaps).toBe(0)
    expect(held.fileBytes).toBeLessThan(64_000)
    // What is counted is there.
    expect(held.workers).toBeGreaterThan(0)
    expect(held.nodes).toBeGreaterThan(100)
    expect(held.pageBytes).toBeGreaterThan(1e6)
    expect(held.workerBytes).toBeGreaterThan(1e6)
  } finally {
    await app.close()
  }
})
