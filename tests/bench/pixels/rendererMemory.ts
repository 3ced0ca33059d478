import { readdirSync, readFileSync } from 'node:fs'

/**
 * The most main memory that a page's renderer has ever held, in bytes: its workers and their wasm heaps are in it. `mark` is part of the
 * browser's command line and of no other's. Undefined where the system does not tell (only Linux does).
 */
export function peakRendererBytes(mark: string): number | undefined {
  const processes = listProcesses()
  const browser = processes.find(({ command }) => command.includes(mark) && !command.includes('--type='))
  if (browser === undefined) return undefined
  const isOfBrowser = (pid: number): boolean => {
    const parent = processes.find((other) => other.pid === pid)?.parent
    return parent === browser.pid || (parent !== undefined && parent > 1 && isOfBrowser(parent))
  }
  const renderers = processes.filter(({ pid, command }) => command.includes('--type=renderer') && isOfBrowser(pid))
  return Math.max(...renderers.map(({ peakBytes }) => peakBytes))
}

interface Process {
  pid: number
  parent: number
  command: string
  peakBytes: number
}

function listProcesses(): Process[] {
  return readProc().flatMap((pid): Process[] => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      const number = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0)
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return [{ pid, parent: number('PPid'), command, peakBytes: number('VmHWM') * 1024 }]
    } catch {
      // It has ended meanwhile.
      return []
    }
  })
}

function readProc(): number[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  } catch {
    return []
  }
}
