import { expect, test } from 'vitest'
import { failureOf } from '#workers/runtime/failures.ts'

test.each([
  ["Can't create a session. ERROR_CODE: 6, ERROR_MESSAGE: std::bad_alloc", 'open', 'out-of-memory'],
  ['failed to call OrtRun(). ERROR_CODE: 6, ERROR_MESSAGE: std::bad_alloc', 'run', 'out-of-memory'],
  ['Buffer size (822083584) exceeds the max buffer size limit (268435456).', 'run', 'out-of-memory'],
  ['[Device] is lost. Device was lost', 'run', 'gpu-lost'],
  ['A valid external Instance reference no longer exists. Instance dropped.', 'open', 'gpu-lost'],
  ['failed to call OrtRun(). Got invalid dimensions for input: image', 'run', 'model-failed'],
  ["Can't create a session. Load model failed: Protobuf parsing failed.", 'open', 'model-unreadable'],
  ['no available backend found. ERR: [wasm] TypeError', 'open', 'runtime-missing'],
] as const)('%s', (message, step, reason) => {
  expect(failureOf(new Error(message), step)).toEqual({ ok: false, reason, detail: message })
})
