import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import lighthouse, { type Config, desktopConfig, type RunnerResult } from 'lighthouse'
import { computeMedianRun } from 'lighthouse/core/lib/median-run.js'
import puppeteer from 'puppeteer-core'
import { preview } from 'vite'
import { chromiumFlags, chromiumPath } from './chromium.ts'
import { builtApp } from './drive/built.ts'

/** Below this, in any category on any kind of device, the command fails. */
const leastScore = 95

/** Times scatter: Lighthouse advises to take the middle one of five runs. */
const runs = 5

/** Lighthouse's own ideas of a phone on a slow network and of a computer on a cable. */
const devices: Readonly<Record<string, Config | undefined>> = { phone: undefined, computer: desktopConfig }

const categories = ['performance', 'accessibility', 'best-practices']

// Measures the built app's first visit with Lighthouse, and keeps the reports. Times depend on the machine, which should be quiet.
const folder = resolve(import.meta.dirname, '../.cache/lighthouse')
mkdirSync(folder, { recursive: true })
builtApp()
// As `npm start` serves it: packed on the way, as hosts do.
const server = await preview({ preview: { host: '127.0.0.1', port: 4190, strictPort: false }, logLevel: 'error' })
const [url = ''] = server.resolvedUrls?.local ?? []
const executablePath = chromiumPath()
const browser = await puppeteer.launch({
  args: [...chromiumFlags],
  ...(executablePath === undefined ? { channel: 'chrome' as const } : { executablePath }),
})
let isGood = true
try {
  for (const [device, config] of Object.entries(devices)) {
    const port = Number(new URL(browser.wsEndpoint()).port)
    const results: RunnerResult[] = []
    while (results.length < runs) {
      const result = await lighthouse(url, { port, output: ['html', 'json'], onlyCategories: categories }, config)
      if (result === undefined) throw new Error('Lighthouse gave no result.')
      results.push(result)
    }
    const middle = computeMedianRun(results.map(({ lhr }) => lhr))
    const result = results.find(({ lhr }) => lhr === middle)
    if (result === undefined) throw new Error('Lighthouse names none of its runs.')
    const [html = '', json = ''] = result.report
    writeFileSync(join(folder, `${device}.html`), html)
    writeFileSync(join(folder, `${device}.json`), json)
    for (const { id, score } of Object.values(result.lhr.categories)) {
      const points = Math.round(100 * (score ?? 0))
      isGood &&= points >= leastScore
      const all = results.map(({ lhr }) => Math.round(100 * (lhr.categories[id]?.score ?? 0)))
      console.log(`${device.padEnd(9)} ${id.padEnd(15)} ${points}  (${all.join(', ')})`)
    }
    for (const { id, score, title } of Object.values(result.lhr.audits))
      if (score !== null && score < 0.9) console.log(`  ${score.toFixed(2)} ${id}: ${title}`)
  }
} finally {
  await browser.close()
  await server.close()
}
console.log(`Reports: ${folder}`)
if (!isGood) process.exitCode = 1
