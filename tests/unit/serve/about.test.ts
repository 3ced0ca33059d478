import { expect, test } from 'vitest'
import { falSchema } from '#core/tasks/fal/fal.ts'
import { rembgFormSchema, rembgQuerySchema } from '#core/tasks/rembg/rembg.ts'
import { removeBgSchema } from '#core/tasks/removeBg/schema.ts'
import { removeBackgroundSchema } from '#core/tasks/runware/schemas.ts'
import { docsPage } from '#tools/serve/about/docsPage.ts'
import { openApi } from '#tools/serve/about/openapi.ts'

const document = openApi('http://127.0.0.1:8787')
const page = docsPage(document)

test('the document names every address of the four dialects, and the server itself', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'http://127.0.0.1:8787' }] })
  const paths = Object.keys(document['paths'] as object)
  for (const path of [
    '/v1',
    '/fal-ai/birefnet/v2',
    '/queue/fal-ai/birefnet/v2',
    '/fal/proxy',
    '/v1.0/removebg',
    '/v1.0/account',
    '/api/remove',
    '/files/{id}',
    '/healthz',
    '/metrics',
  ])
    expect(paths).toContain(path)
  expect(JSON.stringify(document)).not.toContain('undefined')
})

test('the page shows every address and every parameter that a request is checked with, and needs no script', () => {
  for (const path of Object.keys(document['paths'] as object)) expect(page).toContain(`</span>${path}</h3>`)
  for (const { shape } of [removeBackgroundSchema, falSchema, removeBgSchema, rembgFormSchema, rembgQuerySchema])
    for (const name of Object.keys(shape)) expect(page, name).toContain(`<code>${name}</code>`)
  for (const name of ['settings.rgba', 'settings.alphaMattingErodeSize', 'inputs.image'])
    expect(page).toContain(`<code>${name}</code>`)
  expect(page).not.toMatch(/<script|javascript:|\son\w+=/i)
})

test('limits and defaults stand there as the schemas have them', () => {
  expect(page).toMatch(/<code>outputQuality<\/code><\/th><td>integer 20 to 99<\/td><td><code>95<\/code>/)
  expect(page).toMatch(/<code>ttl<\/code><\/th><td>integer 60 to 2592000<\/td>/)
  expect(page).toContain('none, drop, contact, cast, 3D, car')
})

test('what a document says is shown as text', () => {
  const hostile = { info: { description: '<img src=x onerror=alert(1)>' }, paths: {} }
  expect(docsPage(hostile)).toContain('&lt;img src=x onerror=alert(1)&gt;')
})
