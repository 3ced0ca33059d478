import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { headers, headersFile } from '#tools/headers.ts'

test('the headers file for static hosts says what the servers say', () => {
  expect(readFileSync('public/_headers', 'utf8')).toBe(headersFile())
})

test('the policy names no host but our own and evaluates no text', () => {
  expect(headers['Content-Security-Policy']).not.toMatch(/https?:|\*|'unsafe-inline'|'unsafe-eval'/)
})
