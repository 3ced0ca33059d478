import { expect, type Page } from '@playwright/test'

/** Words from outside that would be a picture and run a script, were they taken for markup. */
export const hostileWords = '"><img src=x onerror=document.title=7>'

/** Words became no element and ran nothing; what was made is named. */
export async function expectOnlyWords(page: Page, where: string): Promise<void> {
  const made = await page.evaluate(() =>
    [...document.querySelectorAll('[src="x"], [onerror], [onload], [onclick]')].map(({ outerHTML }) => outerHTML),
  )
  expect(made, where).toEqual([])
  expect(await page.title(), where).not.toBe('7')
}
