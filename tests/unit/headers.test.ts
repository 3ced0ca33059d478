import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { embedOrigins } from '#tools/embedOrigins.ts'
import { addressFolder, headersFile, headersOf, shelfFolder } from '#tools/headers.ts'
import { modelSources } from '#tools/modelSources.ts'

test('the headers file for static hosts says what the servers say', () => {
  expect(readFileSync('public/_headers', 'utf8')).toBe(headersFile())
})

test('no two rules of the headers file name a policy for the same file', () => {
  const withPolicy = [...headersFile().matchAll(/^\/(.*)\n {2}Content-Security-Policy:/gm)].map(
    (match) => match[1] ?? '',
  )
  expect(withPolicy).toContain(`${shelfFolder}*`)
  for (const one of withPolicy) {
    const within = (other: string) => one !== other && other.endsWith('*') && one.startsWith(other.slice(0, -1))
    expect(withPolicy.filter(within), one).toEqual([])
  }
})

test('the policy evaluates no text', () => {
  expect(headersOf('')['Content-Security-Policy']).not.toMatch(/'unsafe-inline'|'unsafe-eval'/)
})

const connect = (path: string, environment: Record<string, string>) =>
  /connect-src ([^;]*)/.exec(headersOf(path, modelSources(environment))['Content-Security-Policy'] ?? '')?.[1]

const own = "'self' blob: data:"

test('the policy of the shelf’s worker names exactly the hosts that models are configured to come from, and only for requests', () => {
  const script = `${shelfFolder}shelf-abc.js`
  expect(connect(script, { CLEARCUT_HUB: '' })).toBe(own)
  expect(connect(script, {})).toBe(`${own} https://huggingface.co https://*.huggingface.co https://*.hf.co`)
  expect(
    connect(script, { CLEARCUT_HUB: 'https://hub.example/x', CLEARCUT_MIRROR: 'http://10.0.0.1:8080/models' }),
  ).toBe(`${own} https://hub.example http://10.0.0.1:8080`)
  expect(
    connect(script, {
      CLEARCUT_HUB: 'https://a.example/',
      CLEARCUT_MODEL_HOSTS: 'https://cdn.a.example https://b.example',
    }),
  ).toBe(`${own} https://a.example https://cdn.a.example https://b.example`)
  const policy = headersOf(script, modelSources({}))['Content-Security-Policy'] ?? ''
  expect(policy.split('; ').filter((directive) => /https?:/.test(directive))).toHaveLength(1)
})

test('the worker of addresses may ask the hosts of pictures, which a build can narrow', () => {
  const script = `${addressFolder}address-abc.js`
  expect(connect(script, {})).toBe(`${own} https:`)
  expect(connect(script, { CLEARCUT_PICTURE_HOSTS: '' })).toBe(own)
  expect(connect(script, { CLEARCUT_PICTURE_HOSTS: 'https://shop.example  https://b.example' })).toBe(
    `${own} https://shop.example https://b.example`,
  )
})

test('no other file of the app may speak to another host', () => {
  for (const path of ['', 'index.html', 'assets/index-abc.js', 'assets/matting-abc.js', 'service-worker.js']) {
    expect(connect(path, {}), path).toBe(own)
  }
})

test('addresses of sources end with a slash', () => {
  expect(modelSources({ CLEARCUT_HUB: 'https://hub.example/x' })).toMatchObject({ hubUrl: 'https://hub.example/x/' })
  expect(modelSources({})).toMatchObject({ hubUrl: 'https://huggingface.co/', mirrorUrl: '' })
})

test('only named origins may put the engine into a frame, and the app itself stays out of every one', () => {
  const origins = embedOrigins({ CLEARCUT_EMBED: ' https://shop.example http://127.0.0.1:8080 https://shop.example' })
  expect(origins).toEqual(['https://shop.example', 'http://127.0.0.1:8080'])
  const ancestors = (path: string, embedders: readonly string[]) =>
    /frame-ancestors (.*)$/.exec(headersOf(path, modelSources({}), embedders)['Content-Security-Policy'] ?? '')?.[1]
  expect(ancestors('embed.html', origins)).toBe('https://shop.example http://127.0.0.1:8080')
  for (const path of ['', 'index.html', 'engine.html', 'clearcut.js', 'assets/x.js', `${shelfFolder}x.js`])
    expect(ancestors(path, origins), path).toBe("'none'")
  const script = headersOf('clearcut.js', modelSources({}), origins)
  expect(script).toMatchObject({
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
  const others = ['index.html', 'embed.html', 'clearcut.js'].map((path) => headersOf(path, modelSources({}), []))
  for (const headers of [...others, headersOf('index.html', modelSources({}), origins)]) {
    expect(headers['Cross-Origin-Resource-Policy']).toBe('same-origin')
    expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'none'")
    expect(headers).not.toHaveProperty('Access-Control-Allow-Origin')
  }
  expect(headersFile(modelSources({}), origins)).toMatch(/\n\/embed\.html\n.*frame-ancestors https:\/\/shop\.example/)
  expect(headersFile(modelSources({}), [])).not.toContain('embed.html')
})

test('a build refuses what is no origin instead of allowing more or less than was meant', () => {
  for (const wrong of [
    '*',
    'shop.example',
    'https://shop.example/',
    'https://*.example',
    "'self'",
    'file:///x',
    'https://a.example/page',
  ])
    expect(() => embedOrigins({ CLEARCUT_EMBED: wrong }), wrong).toThrow('CLEARCUT_EMBED takes origins')
  expect(embedOrigins({})).toEqual([])
})
