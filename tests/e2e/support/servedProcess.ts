import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')

/** A port that is free now, for servers that come back at their old address. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

/** `npm run serve` in a process of its own, so that it can be killed. */
export class ServedProcess {
  readonly url: string
  readonly log: Record<string, unknown>[]
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, url: string, log: Record<string, unknown>[]) {
    this.#child = child
    this.url = url
    this.log = log
  }

  static async start(keep: string, port: number, ...options: string[]): Promise<ServedProcess> {
    const given = ['--port', String(port), '--keep', keep, '--models', join(keep, 'models'), ...options]
    const args = ['--import', 'tsx', resolve(root, 'tools/serve.ts'), ...given]
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const log: Record<string, unknown>[] = []
    let rest = ''
    child.stdout.on('data', (bytes) => {
      const lines = `${rest}${bytes}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) log.push(JSON.parse(line))
    })
    let said = ''
    const url = await new Promise<string>((open, failed) => {
      child.stderr.on('data', (bytes) => {
        said += bytes
        const address = /serves at (\S+)/.exec(said)?.[1]
        if (address !== undefined) open(address)
      })
      child.on('exit', (code) => failed(new Error(`the server ended with ${code}: ${said}`)))
    })
    return new ServedProcess(child, url, log)
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.ended()
  }

  /** As whoever runs it does; resolves with the exit code. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM')
    return await this.ended()
  }

  ended(): Promise<number | null> {
    const { exitCode, signalCode, stdout } = this.#child
    if ((exitCode !== null || signalCode !== null) && stdout?.closed !== false) return Promise.resolve(exitCode)
    // Not when it exits: what it has said last is to be read.
    return new Promise((resolve) => this.#child.once('close', (code) => resolve(code)))
  }

  /** Kills the browser that this server drives, and no other. */
  killBrowser(): void {
    for (const { pid, parent, command } of processes())
      if (parent === this.#child.pid && command.includes('clearcut-serve-')) process.kill(pid, 'SIGKILL')
  }

  /** Megabytes of the browser and all that it has started; pages that several share are counted once. */
  browserMb(): number {
    const all = processes()
    const below = new Set([this.#child.pid])
    // A parent is older than its children, and mostly has a lower number: twice over is enough for a browser's depth.
    for (let round = 0; round < 3; round += 1) for (const { pid, parent } of all) if (below.has(parent)) below.add(pid)
    below.delete(this.#child.pid)
    const kilobytes = all
      .filter(({ pid }) => below.has(pid))
      .map(({ pid }) => Number(/^Pss:\s+(\d+)/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0))
    return kilobytes.reduce((sum, each) => sum + each, 0) / 1024
  }
}

function processes(): { pid: number; parent: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const stat = textOf(`/proc/${name}/stat`)
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      return { pid: Number(name), parent, command: textOf(`/proc/${name}/cmdline`) }
    })
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Processes end while they are looked at.
    return ''
  }
}
