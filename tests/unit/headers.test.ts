import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { headers, headersFile, headersFor } from '#tools/headers.ts'
import { modelSources } from '#tools/modelSources.ts'

test('the headers file for static hosts says what the servers say', () => {
  expect(readFileSync('public/_headers', 'utf8')).toBe(headersFile())
})

test('the policy evaluates no text', () => {
  expect(headers['Content-Security-Policy']).not.toMatch(/'unsafe-inline'|'unsafe-eval'/)
})

const connect = (environment: Record<string, string>) =>
  /connect-src ([^;]*)/.exec(headersFor(modelSources(environment))['Content-Security-Policy'])?.[1]

test('the policy names exactly the hosts that models are configured to come from, and only for requests', () => {
  const own = "'self' blob: data:"
  expect(connect({ CLEARCUT_HUB: '' })).toBe(own)
  expect(connect({})).toBe(`${own} https://huggingface.co https://*.huggingface.co https://*.hf.co`)
  expect(connect({ CLEARCUT_HUB: 'https://hub.example/x', CLEARCUT_MIRROR: 'http://10.0.0.1:8080/models' })).toBe(
    `${own} https://hub.example http://10.0.0.1:8080`,
  )
  expect(
    connect({ CLEARCUT_HUB: 'https://a.example/', CLEARCUT_MODEL_HOSTS: 'https://cdn.a.example https://b.example' }),
  ).toBe(`${own} https://a.example https://cdn.a.example https://b.example`)
  const { 'Content-Security-Policy': policy } = headersFor(modelSources({}))
  expect(policy.split('; ').filter((directive) => /https?:/.test(directive))).toHaveLength(1)
})

test('addresses of sources end with a slash', () => {
  expect(modelSources({ CLEARCUT_HUB: 'https://hub.example/x' })).toMatchObject({ hubUrl: 'https://hub.example/x/' })
  expect(modelSources({})).toMatchObject({ hubUrl: 'https://huggingface.co/', mirrorUrl: '' })
})
