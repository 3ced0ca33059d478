import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { chromiumPath } from './chromium.ts'

const aptInstall = ['install', '-y', '--no-install-recommends', 'chromium']

/** Finds a Chromium to drive, or installs one: Debian's where we are root, else Playwright's own. Says what to do where neither works. */
export function requireChromium(): void {
  if (isThere()) return
  console.log('No Chromium found (CHROME_PATH, /usr/bin/chromium, Playwright): installing one.')
  if (process.getuid?.() === 0 && run('apt-get', ['update']) && run('apt-get', aptInstall)) return
  if (run('npx', ['--no-install', 'playwright', 'install', 'chromium'])) return
  console.error(
    'Chromium could not be installed. Install it yourself, or set CHROME_PATH to a Chromium or Chrome binary.',
  )
  process.exit(2)
}

function isThere(): boolean {
  return chromiumPath() !== undefined || existsSync(chromium.executablePath())
}

function run(command: string, args: readonly string[]): boolean {
  return (
    spawnSync(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  )
}
