import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type EngineBrowser, expressionOf, type Key, pause, until } from './engineBrowser.ts'
import { WebDriver } from './webDriver.ts'

/** Debian's Python: only that one finds its bindings of WebKitGTK. */
const python = '/usr/bin/python3'
const bindings =
  'import gi; gi.require_version("Gtk", "3.0"); gi.require_version("WebKit2", "4.1"); from gi.repository import WebKit2'

/** What is missing for driving WebKitGTK, in words; undefined where all is there. */
export function lackOfWebKit(): string | undefined {
  const programs = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb', python].filter((path) => !existsSync(path))
  if (programs.length > 0) return `${programs.join(', ')} not found`
  return spawnSync(python, ['-c', bindings]).status === 0 ? undefined : 'no Python bindings of WebKit2 4.1'
}

/** WebKitGTK under a screen of its own, in a small browser that has nothing but the page. */
export async function openWebKit(): Promise<EngineBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-webkit-'))
  const downloads = join(folder, 'downloads')
  mkdirSync(downloads)
  const screen = spawn('/usr/bin/Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = await displayOf(screen)
  const binary = join(folder, 'browser')
  // Started by the driver with an argument of its own, which GTK does not know.
  writeFileSync(
    binary,
    `#!/bin/sh\nexec ${python} ${resolve(import.meta.dirname, 'gtkBrowser.py')} >'${folder}/console' 2>&1\n`,
  )
  chmodSync(binary, 0o755)
  const port = await freePort()
  const driver = spawn('/usr/bin/WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      // It is driven by the words of its buttons.
      LANGUAGE: 'en',
      DISPLAY: `:${display}`,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      NO_AT_BRIDGE: '1',
      CLEARCUT_ENGINE_FOLDER: folder,
    },
  })
  const end = async () => {
    driver.kill()
    screen.kill()
    await pause(300)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const url = `http://127.0.0.1:${port}`
    await until(
      'WebKitWebDriver',
      async () =>
        await fetch(`${url}/status`).then(
          () => true,
          () => undefined,
        ),
      30_000,
    )
    const opened = await WebDriver.open(url, { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } })
    await opened.driver.setPatience(600_000)
    // The first page of a session does not always get its scripts; this one needs none.
    await opened.driver.goto('data:text/html,ready')
    return browserOf(opened.driver, versionOf(opened.stated), { folder, downloads, end })
  } catch (error) {
    await end()
    throw error
  }
}

interface Surroundings {
  folder: string
  downloads: string
  end(): Promise<void>
}

function browserOf(driver: WebDriver, version: string, { folder, downloads, end }: Surroundings): EngineBrowser {
  const complaints: string[] = []
  return {
    name: 'webkit',
    version,
    goto: async (url) => await driver.goto(url),
    run: async <T>(body: string, ...args: readonly unknown[]) => {
      const ends = 'then((value) => end({ value: value ?? null }), (error) => end({ error: String(error) }))'
      const script = `const end = arguments[arguments.length - 1]; ${expressionOf(body, args)}.${ends}`
      const answer = await driver.runAsync<{ value: T; error?: string }>(script)
      if (answer.error !== undefined) throw new Error(answer.error)
      return answer.value
    },
    choose: async (testId, paths) => await driver.type(`input[data-testid="${testId}"]`, paths.join('\n')),
    press: async (key) => await driver.press(keyCodes[key]),
    downloads,
    get complaints() {
      return [...complaints, ...consoleErrors(join(folder, 'console'))]
    },
    close: async () => {
      await driver.close().catch(() => {})
      await end()
    },
  }
}

/** Keys as WebDriver writes them: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const keyCodes: Readonly<Record<Key, string>> = { Escape: '\uE00C' }

function consoleErrors(path: string): string[] {
  const { stdout } = spawnSync('grep', ['-E', '^CONSOLE (JS|SECURITY|NETWORK)? ?ERROR', path], { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => line !== '')
}

function versionOf(stated: object): string {
  const { browserName, browserVersion } = stated as { browserName?: string; browserVersion?: string }
  return `WebKitGTK ${browserVersion ?? ''} (${browserName ?? 'own browser'})`
}

/** The number of the screen that Xvfb chose by itself. */
async function displayOf(screen: ChildProcess): Promise<string> {
  let said = ''
  screen.stdio[3]?.on('data', (part: Buffer) => {
    said += part.toString()
  })
  return await until('Xvfb', () => /^(\d+)\n/.exec(said)?.[1], 30_000)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
