import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { endedBy } from '#core/endedBy.ts'

test('work settles as it does itself while the end has not come', async () => {
  const orEnd = endedBy(new Promise<string>(() => {}))
  expect(await orEnd(Promise.resolve(1))).toBe(1)
  await expect(orEnd(Promise.reject(new Error('bad')))).rejects.toThrow('bad')
})

test('the end ends all that runs, and all that begins after it', async () => {
  let come = (_: string) => {}
  const orEnd = endedBy(
    new Promise<string>((resolve) => {
      come = resolve
    }),
  )
  const never = new Promise<number>(() => {})
  const running = [orEnd(never), orEnd(never)]
  come('gone')
  expect(await Promise.all(running)).toEqual(['gone', 'gone'])
  expect(await orEnd(Promise.resolve(1))).toBe('gone')
})

test('an end that is a failure is thrown to whoever waits', async () => {
  const orEnd = endedBy(Promise.reject(new Error('closed')))
  await expect(orEnd(new Promise(() => {}))).rejects.toThrow('closed')
})

test('nothing is kept of work that has ended', async () => {
  const orEnd = endedBy(new Promise<string>(() => {}))
  const given: WeakRef<object>[] = []
  const work = async () => {
    const value = { bytes: new Uint8Array(1000) }
    given.push(new WeakRef(value))
    return value
  }
  for (let turn = 0; turn < 20; turn++) await orEnd(work())
  await collected()
  expect(given.filter((one) => one.deref() !== undefined).length).toBeLessThan(2)
})

/** What nobody holds is gone. */
async function collected(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  for (let turn = 0; turn < 3; turn++) {
    // References that were looked at are held until the next task.
    await new Promise((resolve) => setTimeout(resolve))
    if (typeof collect === 'function') collect()
  }
}
