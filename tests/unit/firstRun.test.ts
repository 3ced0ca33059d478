import { expect, test } from 'vitest'
import { isFirstRun } from '#workers/firstRun.ts'

test('an entry that is run again in the same worker knows it', () => {
  expect([isFirstRun(), isFirstRun(), isFirstRun()]).toEqual([true, false, false])
})
