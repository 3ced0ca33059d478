import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { requireChromium } from './requireChromium.ts'

/** What a step adds to the last line. */
interface Count {
  passed: number
  failed: number
  skipped: number
}

const root = resolve(import.meta.dirname, '..')
const reports = mkdtempSync(join(tmpdir(), 'clearcut-test-'))

const vitestReport = z
  .object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int(), numTotalTests: z.int() })
  .transform(
    ({ numPassedTests, numFailedTests, numTotalTests }): Count => ({
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numTotalTests - numPassedTests - numFailedTests,
    }),
  )

const playwrightReport = z
  .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }) })
  .transform(
    ({ stats }): Count => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    }),
  )

const enginesReport = z.object({ passed: z.int(), failed: z.int(), skipped: z.int() })

/** A step without tests of its own counts as one that passes or fails. */
function check(script: string): Count {
  const ok = run('npm', ['run', '--silent', script])
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

/** A test runner counts what it ran; one that died without a report, or failed outside its tests, counts as one failure more. */
function tests(name: string, args: readonly string[], report: z.ZodType<Count>, env: NodeJS.ProcessEnv = {}): Count {
  const file = join(reports, `${name}.json`)
  const ok = run('npx', ['--no-install', ...args.map((arg) => arg.replace('REPORT', file))], { ...env, REPORT: file })
  const parsed = existsSync(file) ? report.safeParse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
  if (parsed?.success !== true) return { passed: 0, failed: 1, skipped: 0 }
  return ok || parsed.data.failed > 0 ? parsed.data : { ...parsed.data, failed: 1 }
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n> ${command} ${args.join(' ')}`)
  const merged = { ...process.env, ...env, ...(env['REPORT'] ? { PLAYWRIGHT_JSON_OUTPUT_NAME: env['REPORT'] } : {}) }
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: merged }).status === 0
}

function vitest(project: string): Count {
  const reporters = ['--reporter=default', '--reporter=json', '--outputFile.json=REPORT']
  return tests(project, ['vitest', 'run', '--project', project, ...reporters], vitestReport)
}

requireChromium()
const steps: (() => Count)[] = [
  () => check('types'),
  () => check('lint'),
  () => check('dead'),
  () => vitest('unit'),
  () => vitest('browser'),
  () => check('build'),
  () => check('size'),
  () => tests('e2e', ['playwright', 'test', '--reporter=list,json'], playwrightReport),
  // Firefox and WebKit, where they are installed.
  () => tests('engines', ['tsx', 'tools/engines.ts', '--report', 'REPORT'], enginesReport),
]
const total: Count = { passed: 0, failed: 0, skipped: 0 }
for (const step of steps) {
  const count = step()
  total.passed += count.passed
  total.failed += count.failed
  total.skipped += count.skipped
}
rmSync(reports, { recursive: true, force: true })
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
