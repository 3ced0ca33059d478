import { expect, test } from 'vitest'
import { failure, success } from '#core/outcome.ts'
import type { Engine } from '#core/ports.ts'
import { nothingRemembered } from '#core/ways/remembered.ts'
import { createLateEngine } from '#engine/lateEngine.ts'

const options = {
  baseUrl: 'https://example.org/',
  probe: async () => ({ gpu: { kind: 'absent' }, isIsolated: false, cores: 1, memoryGib: undefined }) as const,
  recollection: { read: () => nothingRemembered, write() {} },
}

const never = new AbortController().signal

/** An engine that answers one call, with what it was asked. */
function listing(asked: unknown[][]): Engine {
  const listModels = async (...args: unknown[]) => {
    asked.push(args)
    return success([])
  }
  return { listModels } as unknown as Engine
}

test('the first call loads the engine, and the next ones find it', async () => {
  const asked: unknown[][] = []
  let loads = 0
  const engine = createLateEngine(options, async () => {
    loads += 1
    return listing(asked)
  })
  expect(loads).toBe(0)
  expect(await Promise.all([engine.listModels(never), engine.listModels(never)])).toEqual([success([]), success([])])
  expect(loads).toBe(1)
  expect(asked).toEqual([[never], [never]])
})

test('an engine that cannot be loaded is a failure with a name, and is tried again by the next call', async () => {
  let isOnline = false
  const engine = createLateEngine(options, async () => {
    if (!isOnline) throw new TypeError('Failed to fetch dynamically imported module')
    return listing([])
  })
  expect(await engine.listModels(never)).toMatchObject(failure('runtime-missing'))
  isOnline = true
  expect(await engine.listModels(never)).toEqual(success([]))
})
