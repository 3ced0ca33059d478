import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumFlags, chromiumPath } from './chromium.ts'

interface Icon {
  name: string
  sizePixels: number
  /** `rounded` as in the SVG; `full` where the system cuts the shape: Android down to the inner 80 % circle, iOS a rounded square. */
  plate: 'rounded' | 'full'
  /** Share of the icon's side that the mark takes. */
  markShare: number
}

const icons: readonly Icon[] = [
  { name: 'icon-192.png', sizePixels: 192, plate: 'rounded', markShare: 0.75 },
  { name: 'icon-512.png', sizePixels: 512, plate: 'rounded', markShare: 0.75 },
  { name: 'maskable-512.png', sizePixels: 512, plate: 'full', markShare: 0.62 },
  { name: 'apple-touch-icon.png', sizePixels: 180, plate: 'full', markShare: 0.72 },
]

/** Sides of `icon.svg` and of the mark in it, in its own units. */
const plateUnits = 32
const markUnits = 24

// Draws the PNG icons anew from the one SVG.
const folder = resolve(import.meta.dirname, '../public/icons')
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
const executablePath = chromiumPath()
const browser = await chromium.launch({
  args: chromiumFlags,
  ...(executablePath === undefined ? {} : { executablePath }),
})
for (const { name, sizePixels, plate, markShare } of icons) {
  const page = await browser.newPage({ viewport: { width: sizePixels, height: sizePixels } })
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`)
  const start = (plateUnits * (1 - markShare)) / 2
  const transform = `translate(${start} ${start}) scale(${(plateUnits * markShare) / markUnits})`
  await page.locator('#mark').evaluate((mark, value) => mark.setAttribute('transform', value), transform)
  if (plate === 'full') await page.locator('#plate').evaluate((rect) => rect.removeAttribute('rx'))
  const png = await page.screenshot({ omitBackground: true })
  writeFileSync(join(folder, name), png)
  console.log(`${name.padEnd(24)} ${png.length} bytes`)
  await page.close()
}
await browser.close()
