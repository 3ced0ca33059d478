import { expect, test } from './app.ts'
import { misplaced } from './support/boxes.ts'
import { throughStates } from './support/states.ts'

for (const [width, height] of [
  [1440, 900],
  [1024, 1366],
] as const) {
  test(`in a browser that is set to text of 200 % nothing is cut off or overprinted (${width} px)`, async ({
    app,
    context,
    desk,
    page,
  }) => {
    test.setTimeout(300_000)
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const devtools = await context.newCDPSession(page)
    await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
    const found: Record<string, string[]> = {}
    await throughStates(desk, app.url, async (state) => {
      const faults = await misplaced(page)
      if (faults.length > 0) found[state] = faults
    })
    const sizes = await page.evaluate(() =>
      [document.documentElement, document.body].map((element) => getComputedStyle(element).fontSize),
    )
    expect(sizes).toEqual(['32px', '28px'])
    expect(found).toEqual({})
  })
}
