import type { lookup } from 'node:dns'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPublicAddress } from '#tools/serve/outside/addresses.ts'
import { Outside, OutsideError } from '#tools/serve/outside/outside.ts'
import { deliver } from '#tools/serve/tasks/deliver.ts'

let server: Server
let port = 0
let calls = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    calls += 1
    const path = request.url ?? ''
    request.resume()
    if (path === '/fails-twice') response.writeHead(calls < 3 ? 500 : 200).end('x')
    else if (path === '/hangs') return
    else if (path.startsWith('/to/')) response.writeHead(302, { location: decodeURIComponent(path.slice(4)) }).end()
    else if (path === '/endless') {
      response.writeHead(200)
      const more = setInterval(() => response.write(Buffer.alloc(65_536)), 1)
      response.on('close', () => clearInterval(more))
    } else response.end('picture')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.closeAllConnections())

const names: Record<string, string[]> = {
  'inside.example': ['10.1.2.3'],
  'both.example': ['93.184.216.34', '127.0.0.1'],
  'six.example': ['::1'],
  'metadata.example': ['169.254.169.254'],
}
const resolve = ((name: string, _: object, done: (error: Error | null, found: object[]) => void) =>
  done(
    null,
    (names[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  )) as unknown as typeof lookup

const guarded = () => new Outside({ allowUrls: [], timeoutMs: 500, resolve })
const allowed = () => new Outside({ allowUrls: [`127.0.0.1:${port}`], timeoutMs: 500, resolve })
const reasonOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof OutsideError ? error.reason : error
}

test.each([
  'http://127.0.0.1/a',
  'http://localhost.:80/a',
  'http://2130706433/a',
  'http://0x7f.1/a',
  'http://0177.0.0.1/a',
  'http://0/a',
  'http://[::1]/a',
  'http://[::ffff:127.0.0.1]/a',
  'http://[fe80::1]/a',
  'http://[fc00::1]/a',
  'http://[64:ff9b::7f00:1]/a',
  'http://10.0.0.1/a',
  'http://172.16.0.1/a',
  'http://192.168.1.1/a',
  'http://100.64.0.1/a',
  'http://169.254.169.254/latest/meta-data',
  'http://168.63.129.16/',
  'http://0.0.0.0/a',
  'http://224.0.0.1/a',
  'http://255.255.255.255/a',
  'http://inside.example/a',
  'http://both.example/a',
  'http://six.example/a',
  'http://metadata.example/a',
  'http://user:word@93.184.216.34/a',
  'file:///etc/passwd',
  'gopher://example.com/',
  'not an address',
])('%s is refused before anything is sent', async (address) => {
  const before = calls
  expect(['input-refused', 'input-unreachable']).toContain(await reasonOf(guarded().fetch(address, 1000)))
  expect(calls).toBe(before)
})

test('a redirect to the inside is refused, and so is one of many', async () => {
  const to = (target: string) => `http://127.0.0.1:${port}/to/${encodeURIComponent(target)}`
  expect(await reasonOf(allowed().fetch(to('http://169.254.169.254/'), 1000))).toBe('input-refused')
  expect(await reasonOf(allowed().fetch(to('file:///etc/passwd'), 1000))).toBe('input-refused')
  expect(await reasonOf(allowed().fetch(to(to(to(to(to(to('/x')))))), 1000))).toBe('input-unreachable')
  expect((await allowed().fetch(to('/photo.jpg'), 1000)).name).toBe('photo.jpg')
})

test('what is allowed by name is fetched, within its limits of size and time', async () => {
  const at = (path: string) => `http://127.0.0.1:${port}/${path}`
  expect((await allowed().fetch(at('a.png'), 1000)).bytes.toString()).toBe('picture')
  expect(await reasonOf(allowed().fetch(at('endless'), 200_000))).toBe('input-too-large')
  expect(await reasonOf(allowed().fetch(at('hangs'), 1000))).toBe('input-unreachable')
})

test('only public addresses are public', () => {
  for (const address of ['93.184.216.34', '1.1.1.1', '2606:4700::1111'])
    expect(isPublicAddress(address), address).toBe(true)
  for (const address of ['::ffff:10.0.0.1', '2002:7f00:1::', '2001:0:1::', 'x', ''])
    expect(isPublicAddress(address), address).toBe(false)
})

const sent = (path: string, tries: number) =>
  deliver(
    allowed(),
    { address: `http://127.0.0.1:${port}${path}`, method: 'POST', body: Buffer.from('{}'), type: 'application/json' },
    { tries, backoffMs: 5, signal: new AbortController().signal },
  )

test('a receiver that fails at first is told again; one that hangs or redirects is given up, with the reason', async () => {
  calls = 0
  expect(await sent('/fails-twice', 5)).toEqual({ ok: true, tries: 3 })
  expect(await sent('/hangs', 2)).toMatchObject({ ok: false, tries: 2 })
  expect(await sent('/to/x', 2)).toEqual({ ok: false, tries: 2, why: 'it redirects (302), which is not followed' })
})
