import { randomUUID } from 'node:crypto'
import type { lookup } from 'node:dns'
import { createServer, type Server as HttpServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { zipSync } from 'fflate'
import WebSocket from 'ws'
import { usualLimits } from '#tools/serve/options.ts'
import { photo, photo64, removeBackgroundTask, type Served, served } from '../support/served.ts'

/** How the server answered: the status, and the body as text. */
interface Answer {
  status: number
  text: string
}

let api: Served
let inside: HttpServer
let port = 0
/** Paths of the inner server that were really asked for. */
const reached: string[] = []

const names: Record<string, string[][]> = {
  localhost: [['127.0.0.1']],
  'inside.example': [['10.1.2.3']],
  'both.example': [['93.184.216.34', '127.0.0.1']],
  'six.example': [['::1']],
  'mapped.example': [['::ffff:127.0.0.1']],
  'metadata.example': [['169.254.169.254']],
  'wrapped.example': [['64:ff9b::7f00:1']],
  // Outside when it is first asked for (of a range that was given to nobody), and this machine from then on.
  'changes.example': [['4000::1'], ['127.0.0.1']],
}
const asked = new Map<string, number>()
const resolve = ((name: string, _: object, done: (error: Error | null, found: object[]) => void) => {
  const turn = asked.get(name) ?? 0
  asked.set(name, turn + 1)
  const turns = names[name] ?? []
  const found = turns[Math.min(turn, turns.length - 1)]
  if (found === undefined) return done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), [])
  done(
    null,
    found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  )
}) as unknown as typeof lookup

test.beforeAll(async () => {
  inside = createServer((request, response) => {
    const path = request.url ?? ''
    reached.push(path)
    request.resume()
    if (path.startsWith('/to/')) response.writeHead(302, { location: decodeURIComponent(path.slice(4)) }).end()
    else if (path === '/circle') response.writeHead(302, { location: '/circle' }).end()
    else if (path === '/hangs') return
    else if (path === '/page') response.end('<!doctype html><p>secret of the inside</p>')
    else if (path === '/lies') response.writeHead(200, { 'content-length': '999999999' }).write('x')
    else if (path === '/endless') {
      const more = setInterval(() => response.write(Buffer.alloc(262_144)), 1)
      response.on('close', () => clearInterval(more))
    } else response.writeHead(404).end()
  })
  await new Promise<void>((listening) => inside.listen(0, '127.0.0.1', listening))
  port = (inside.address() as AddressInfo).port
  const limits = { ...usualLimits, perMinute: 100_000, fetchMs: 1500, requestMs: 3000, socketsOfClient: 8 }
  api = await served({ maxMb: 2, allowUrls: [`127.0.0.1:${port}`], limits }, { resolve })
})

test.afterAll(async () => {
  inside.closeAllConnections()
  inside.close()
  await api.close()
})

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(api.url + path, init)
  return { status: response.status, text: await response.text() }
}

const json = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const task = (change: object) => removeBackgroundTask({ outputType: 'base64Data', ...change })
const runware = (change: object) => json('/v1', [task(change)])
const picture = (bytes: Buffer) => runware({ inputImage: bytes.toString('base64') })
const at = (address: string) => runware({ inputImage: address })
const within = (path: string) => at(`http://127.0.0.1:${port}${path}`)
const sentOn = (target: string) => within(`/to/${encodeURIComponent(target)}`)

function form(parts: Record<string, string | Blob>, names: Record<string, string> = {}): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(parts))
    if (typeof value === 'string') data.append(name, value)
    else data.append(name, value, names[name] ?? 'photo.png')
  return data
}
const post = (path: string, body: FormData) => ask(path, { method: 'POST', body })

/** Says exactly this to the server, as no client would, and hears what it says until it hangs up. */
function raw(text: string): Promise<Answer> {
  return new Promise((heard, failed) => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (bytes) => {
      answer += bytes
    })
    socket.on('error', failed)
    socket.on('close', () => heard({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0), text: answer }))
    socket.write(text)
  })
}
const host = () => new URL(api.url).host
const get = (path: string, more = '') =>
  raw(`GET ${path} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n${more}\r\n`)

/** A PNG that says it has this size, with these bytes as its picture. */
function pngOf(width: number, height: number, idat: Buffer): Buffer {
  const crcOf = (bytes: Buffer) => {
    let crc = ~0
    for (const byte of bytes) {
      crc ^= byte
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    }
    return ~crc >>> 0
  }
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    crc.writeUInt32BE(crcOf(body))
    return Buffer.concat([length, body, crc])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', idat),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const svg = (body: string) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${body}</svg>`)
const laughs = Buffer.from(
  `<!DOCTYPE svg [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? '' : n - 1};`.repeat(10)}">`).join('')}]>` +
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&a19;</text></svg>',
)
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** What is tried, the status that answers it, and what the answer says. */
type Attempt = [name: string, tried: () => Promise<Answer>, status: number, words: RegExp]

const refusedAddress = /inputRefused/
const groups: Record<string, Attempt[]> = {
  'addresses of the inside': [
    ['loopback', () => at(`http://127.0.0.2:${port}/page`), 400, refusedAddress],
    ['another port of this machine', () => at('http://127.0.0.1:22/'), 400, refusedAddress],
    ['localhost by name', () => at(`http://localhost:${port}/page`), 400, refusedAddress],
    ['a decimal number', () => at(`http://2130706434:${port}/page`), 400, refusedAddress],
    ['a hexadecimal number', () => at(`http://0x7f000002:${port}/page`), 400, refusedAddress],
    ['hexadecimal parts', () => at(`http://0x7f.0.0.0x2:${port}/page`), 400, refusedAddress],
    ['octal parts', () => at(`http://0177.0.0.2:${port}/page`), 400, refusedAddress],
    ['a short form', () => at(`http://127.2:${port}/page`), 400, refusedAddress],
    ['nothing, as this host', () => at(`http://0:${port}/page`), 400, refusedAddress],
    ['full-width digits', () => at(`http://１２７.0.0.2:${port}/page`), 400, refusedAddress],
    ['IPv6 loopback', () => at(`http://[::1]:${port}/page`), 400, refusedAddress],
    ['IPv4 within IPv6', () => at(`http://[::ffff:127.0.0.1]:${port}/page`), 400, refusedAddress],
    ['the same in hexadecimal', () => at(`http://[::ffff:7f00:1]:${port}/page`), 400, refusedAddress],
    ['IPv6 link-local', () => at('http://[fe80::1]/'), 400, refusedAddress],
    ['IPv6 unique local', () => at('http://[fd00::1]/'), 400, refusedAddress],
    ['NAT64', () => at(`http://[64:ff9b::7f00:1]:${port}/page`), 400, refusedAddress],
    ['6to4', () => at('http://[2002:7f00:1::]/'), 400, refusedAddress],
    ['a private network', () => at('http://192.168.0.1/'), 400, refusedAddress],
    ['metadata of a cloud', () => at('http://169.254.169.254/latest/meta-data/'), 400, refusedAddress],
    ['a user before the host', () => at(`http://example.com@127.0.0.2:${port}/page`), 400, refusedAddress],
    ['a user and a word', () => at('https://user:word@93.184.216.34/'), 400, refusedAddress],
    ['a name of the inside', () => at('http://inside.example/'), 400, refusedAddress],
    ['a name with two faces', () => at('http://both.example/'), 400, refusedAddress],
    ['a name for IPv6 loopback', () => at('http://six.example/'), 400, refusedAddress],
    ['a name for IPv4 within IPv6', () => at('http://mapped.example/'), 400, refusedAddress],
    ['a name for NAT64', () => at('http://wrapped.example/'), 400, refusedAddress],
    ['a name for the metadata', () => at('http://metadata.example/'), 400, refusedAddress],
    ['a name that is public at first', () => at(`http://changes.example:${port}/page`), 400, /inputUnreachable/],
    ['and then this machine', () => at(`http://changes.example:${port}/page`), 400, refusedAddress],
    ['a redirect to the metadata', () => sentOn('http://169.254.169.254/'), 400, refusedAddress],
    ['a redirect to a number', () => sentOn(`http://2130706434:${port}/page`), 400, refusedAddress],
    ['a redirect to a file', () => sentOn('file:///etc/passwd'), 400, refusedAddress],
    ['a redirect to a name of the inside', () => sentOn('http://six.example/'), 400, refusedAddress],
    ['a redirect over a redirect', () => sentOn(`/to/${encodeURIComponent('http://[::1]/')}`), 400, refusedAddress],
    ['redirects in a circle', () => within('/circle'), 400, /inputUnreachable.*redirects too often/],
    ['a file', () => at('file:///etc/passwd'), 400, /invalidParameterValue|inputImage/],
    ['another scheme', () => at('gopher://127.0.0.1:70/_x'), 400, /inputImage/],
    [
      'fal: a name of the inside',
      () => json('/fal-ai/birefnet/v2', { image_url: 'http://inside.example/' }),
      422,
      /input_refused/,
    ],
    ['fal: a script', () => json('/fal-ai/birefnet/v2', { image_url: 'javascript:alert(1)' }), 422, /image_url/],
    [
      'fal: a webhook to the inside',
      () =>
        json('/queue/fal-ai/birefnet/v2?fal_webhook=http://[::1]/', { image_url: `data:image/png;base64,${photo64}` }),
      422,
      /fal_webhook.*not a public address/,
    ],
    [
      'fal: a webhook to a file',
      () => json('/queue/fal-ai/birefnet/v2?fal_webhook=file:///x', { image_url: `data:image/png;base64,${photo64}` }),
      422,
      /fal_webhook/,
    ],
    [
      'fal: another host behind the proxy',
      () => json('/fal/proxy', {}, { 'x-fal-target-url': 'http://127.0.0.1/' }),
      412,
      /x-fal-target-url/,
    ],
    [
      'remove.bg: a picture of the inside',
      () => json('/v1.0/removebg', { image_url: 'http://10.0.0.1/a.png' }),
      400,
      /not a public address/,
    ],
    [
      'remove.bg: a backdrop of the inside',
      () => json('/v1.0/removebg', { image_file_b64: photo64, bg_image_url: 'http://169.254.169.254/' }),
      400,
      /not a public address/,
    ],
    [
      'rembg: a picture of the inside',
      () => ask(`/api/remove?url=${encodeURIComponent('http://[::ffff:10.0.0.1]/')}`),
      400,
      /not a public address/,
    ],
    ['a webhook to the metadata', () => runware({ webhookURL: 'http://169.254.169.254/' }), 400, /deliveryRefused/],
    ['an upload to the inside', () => runware({ uploadEndpoint: `http://127.0.0.2:${port}/` }), 400, /deliveryRefused/],
    ['an endless file', () => within('/endless'), 413, /inputTooLarge/],
    ['a length that is too large', () => within('/lies'), 413, /inputTooLarge/],
    ['a host that says nothing', () => within('/hangs'), 400, /inputUnreachable/],
    ['a page instead of a picture', () => within('/page'), 400, /notAnImage/],
    ['a file that is not there', () => within('/none'), 400, /inputUnreachable.*404/],
  ],
  'bombs and what is no picture': [
    [
      'a size beyond all limits',
      () => picture(pngOf(60_000, 60_000, deflateSync(Buffer.alloc(1000)))),
      400,
      /tooManyPixels/,
    ],
    ['fewer pixels than are said', () => picture(pngOf(9000, 9000, deflateSync(Buffer.alloc(100)))), 400, /damaged/],
    ['a PNG cut off', () => picture(photo.subarray(0, 300)), 400, /damaged/],
    [
      'a ZIP in layers',
      () => picture(Buffer.from(zipSync({ 'a.zip': zipSync({ 'b.png': Buffer.alloc(1_000_000) }) }))),
      400,
      /notAnImage/,
    ],
    ['a gzip', () => picture(gzipSync(Buffer.alloc(5_000_000))), 400, /notAnImage/],
    ['a drawing that laughs', () => picture(laughs), 400, /unsafeSvg|damaged/],
    ['an empty file', () => post('/api/remove', form({ file: new Blob([]) })), 400, /empty/],
    [
      'a file without a picture',
      () => post('/v1.0/removebg', form({ image_file: new Blob(['#!/bin/sh']) })),
      400,
      /not a picture/,
    ],
    ['wrong base64', () => runware({ inputImage: `${'A'.repeat(30)}%%%` }), 400, /invalidParameter.*inputImage/],
    ['base64 of a wrong length', () => runware({ inputImage: 'A'.repeat(33) }), 400, /inputImage/],
    [
      'a data URI that is not base64',
      () => runware({ inputImage: 'data:image/png,hello there this is text' }),
      400,
      /inputImage/,
    ],
    [
      'a page as a data URI',
      () => runware({ inputImage: `data:text/html;base64,${Buffer.from('<p>'.repeat(20)).toString('base64')}` }),
      400,
      /notAnImage/,
    ],
  ],
  'requests that are too much': [
    [
      '10,000 tasks',
      () =>
        json(
          '/v1',
          Array.from({ length: 10_000 }, () => ({ taskType: 'ping', ping: true })),
        ),
      413,
      /tooManyTasks/,
    ],
    ['no task', () => json('/v1', []), 400, /invalidRequest/],
    [
      'a body that is too large',
      () => json('/v1', [task({ inputImage: 'A'.repeat(6_000_000) })]),
      413,
      /fileTooLarge|too large/i,
    ],
    [
      'a photo that is too large',
      () => post('/v1.0/removebg', form({ image_file: new Blob([Buffer.alloc(3_000_000)]) })),
      413,
      /too large/i,
    ],
    [
      'a photo that is too large, in base64',
      () => runware({ inputImage: Buffer.alloc(2_300_000).toString('base64') }),
      413,
      /inputTooLarge/,
    ],
    [
      'hundreds of parts',
      () => post('/api/remove', form(Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`f${n}`, 'x'])))),
      413,
      /limit/i,
    ],
    [
      'a file given twice',
      () => {
        const data = form({ file: new Blob([photo]) })
        data.append('file', new Blob([photo]), 'b.png')
        return post('/api/remove', data)
      },
      400,
      /given twice/,
    ],
    ['headers of a megabyte', () => get('/healthz', `X-Long: ${'x'.repeat(1_000_000)}\r\n`), 431, /431/],
    ['JSON 100,000 deep', () => json('/v1', deep(100_000)), 400, /object/],
    [
      'a task that is deep',
      () => json('/v1', `[{"taskType":"removeBackground","settings":${deep(50_000)}}]`),
      400,
      /settings/,
    ],
    ['a deep input of fal', () => json('/fal-ai/birefnet/v2', `{"image_url":${deep(50_000)}}`), 422, /image_url/],
    [
      '__proto__',
      () => json('/v1', '[{"__proto__":{"isIn":true},"taskType":"ping","ping":true}]'),
      400,
      /invalidRequest/,
    ],
    [
      'constructor.prototype',
      () => json('/fal-ai/birefnet/v2', '{"constructor":{"prototype":{"x":1}},"image_url":"data:x"}'),
      400,
      /./,
    ],
    ['__proto__ as a part', () => post('/api/remove', form({ ['__proto__']: 'x', file: new Blob([photo]) })), 400, /./],
    ['a taskType of every object', () => json('/v1', [{ taskType: 'toString' }]), 400, /taskType/],
    ['half a JSON', () => json('/v1', '[{"taskType":'), 400, /invalidRequest/],
    [
      'JSON that is packed',
      () =>
        ask('/v1', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
          body: gzipSync('[]'),
        }),
      400,
      /invalidRequest/,
    ],
    ['an unknown field', () => runware({ isAdmin: true }), 400, /unsupportedParameter.*isAdmin/],
    ['numbers without end', () => runware({ outputQuality: 1e308 }), 400, /outputQuality/],
    ['a ttl of a thousand years', () => runware({ ttl: 31_536_000_000 }), 400, /parameterOutOfRange.*ttl/],
    [
      'an upload that drips',
      () =>
        raw(`POST /v1 HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[`),
      408,
      /408/,
    ],
    ['headers that drip', () => raw(`POST /v1 HTTP/1.1\r\nHost: ${host()}\r\nX-Slow: `), 408, /408/],
  ],
  'names, headers and paths': [
    ['the way up', () => get('/files/../../../../etc/passwd'), 404, /404/],
    ['the way up, encoded', () => get('/files/..%2f..%2f..%2fetc%2fpasswd'), 404, /404/],
    ['the way up, encoded twice', () => get('/files/%252e%252e%252fetc%252fpasswd'), 404, /404/],
    ['a record of a file', () => get(`/files/${randomUUID()}.json`), 404, /404/],
    ['a NUL in a name', () => get('/files/%00'), 404, /404/],
    ['a broken escape', () => get('/files/%zz'), 400, /400/],
    [
      'a put that nobody announced',
      () => ask(`/files/${randomUUID()}`, { method: 'PUT', body: photo }),
      404,
      /no such file/,
    ],
    ['a put over the way up', () => ask('/files/..%2f..%2fx', { method: 'PUT', body: photo }), 404, /no such file/],
    ['a model by its path', () => runware({ model: '../../../etc/passwd' }), 400, /modelUnknown/],
    ['a model with a line break', () => runware({ model: 'auto\r\nX-Evil: 1' }), 400, /modelUnknown/],
    ['a taskUUID that is a path', () => runware({ taskUUID: '../../x' }), 400, /invalidTaskUUID/],
    [
      'a request of fal by a path',
      () => ask('/queue/fal-ai/birefnet/requests/..%2f..%2fx/status'),
      404,
      /not served|not found/i,
    ],
    [
      'another host’s name',
      () => raw(`GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`),
      403,
      /own name only/,
    ],
    ['a page of another origin', () => json('/v1', [task({})], { origin: 'https://evil.example' }), 403, /origin/],
    ['no origin at all, as a file has', () => json('/v1', [task({})], { origin: 'null' }), 403, /origin/],
    [
      'two lengths',
      () => raw(`POST /v1 HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: 2\r\nContent-Length: 20\r\n\r\n[]`),
      400,
      /400/,
    ],
    [
      'a length and pieces',
      () =>
        raw(`POST /v1 HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
      400,
      /400/,
    ],
    ['no HTTP', () => raw('\u0016\u0003\u0001hello\r\n\r\n'), 400, /400/],
    ['another method', () => raw(`TRACE /v1 HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`), 404, /404/],
  ],
}

/** The next request, served: a photo is cut. */
async function expectAlive(): Promise<void> {
  const { status, text } = await runware({})
  expect(status, text.slice(0, 300)).toBe(200)
  expect(text).toContain('imageBase64Data')
}

for (const [group, attempts] of Object.entries(groups))
  test(`refused, each by its own error, and the next is served: ${group} (${attempts.length})`, async () => {
    test.setTimeout(240_000)
    for (const [name, tried, status, words] of attempts) {
      const answer = await tried()
      expect.soft({ name, status: answer.status, text: answer.text.slice(0, 400) }).toEqual({
        name,
        status,
        text: expect.stringMatching(words),
      })
      expect.soft((await json('/v1', [{ taskType: 'ping', ping: true }])).status, `after ${name}`).toBe(200)
    }
    await expectAlive()
    expect(reached.filter((path) => path === '/page')).toHaveLength(reached.includes('/page') ? 1 : 0)
    expect(
      api.log.filter((line) => line.includes('"level":50')),
      'mistakes of the server',
    ).toEqual([])
  })

test('what looks like a picture and reaches out is drawn without reaching anything', async () => {
  const stolen = `http://127.0.0.1:${port}/stolen`
  for (const [name, bytes] of [
    [
      'a drawing with a script',
      svg(`<script>fetch("${stolen}")</script><rect width="5" height="5" onload="fetch('${stolen}')"/>`),
    ],
    ['a drawing of a picture elsewhere', svg(`<image href="${stolen}" width="9" height="9"/>`)],
    ['a drawing of a file', svg('<image href="file:///etc/passwd" width="9" height="9"/>')],
    ['a drawing with a style from elsewhere', svg(`<style>@import "${stolen}";</style><rect width="5" height="5"/>`)],
    ['more pixels than are said', pngOf(16, 16, deflateSync(Buffer.alloc(200_000_000)))],
  ] as const) {
    const { status, text } = await picture(bytes)
    expect(status === 200 ? 200 : text, name).toEqual(status === 200 ? 200 : expect.stringMatching(/damaged|unsafeSvg/))
  }
  expect(reached).not.toContain('/stolen')
  await expectAlive()
})

/** How the server ended WebSockets. */
const codes: number[] = []
const opened = (path = '/v1') =>
  new Promise<WebSocket>((open, failed) => {
    const socket = new WebSocket(api.url.replace('http', 'ws') + path)
    socket.on('close', (code) => codes.push(code))
    socket.on('open', () => open(socket))
    socket.on('error', failed)
  })
const closed = (socket: WebSocket) => new Promise<number>((ended) => socket.on('close', (code) => ended(code)))
const next = (socket: WebSocket) =>
  new Promise<string>((heard) => socket.once('message', (bytes) => heard(String(bytes))))

test('WebSockets that flood, shout or say nothing sensible are bounded, and others go on', async () => {
  const good = await opened()
  const bad = await opened()
  for (const nonsense of ['{', 'null', '[1]', '{"a":1}', '\u0000', deep(60_000)]) {
    const answer = next(bad)
    bad.send(nonsense)
    expect(await answer, nonsense.slice(0, 20)).toContain('"errors"')
  }
  bad.send(Buffer.alloc(300, 255))
  expect(await next(bad)).toContain('invalidJSON')
  const ended = closed(bad)
  bad.send('x'.repeat(6_000_000))
  expect(await ended).toBe(1009)
  const flood = await opened()
  let limited = 0
  flood.on('message', (bytes) => {
    if (String(bytes).includes('rateLimitExceeded')) limited += 1
  })
  const lookups = Array.from({ length: 400 }, () => JSON.stringify([task({ inputImage: 'http://changes.example/' })]))
  for (const message of lookups) flood.send(message)
  await expect.poll(() => limited).toBeGreaterThan(150)
  flood.terminate()
  const crowd = await Promise.all(Array.from({ length: 12 }, () => opened()))
  await expect.poll(() => codes.filter((code) => code === 1013).length).toBeGreaterThanOrEqual(4)
  for (const socket of crowd) socket.terminate()
  good.send(JSON.stringify([{ taskType: 'ping', ping: true }]))
  expect(await next(good)).toContain('"pong":true')
  good.close()
})

test('names of files are told, and never become paths or headers', async () => {
  const name = '../../../tmp/evil\r\nX-Evil: 1";.png'
  const data = form({ image_file: new Blob([photo]) }, { image_file: name })
  const response = await fetch(`${api.url}/v1.0/removebg`, { method: 'POST', body: data })
  expect(response.status).toBe(200)
  expect(response.headers.get('x-evil')).toBeNull()
  expect(response.headers.get('content-disposition')).not.toMatch(/[/\\\r\n]\.\./)
  const announced = await json('/storage/upload/initiate', {
    file_name: '../../../etc/cron.d/x',
    content_type: 'image/png',
  })
  const { upload_url: url } = JSON.parse(announced.text)
  expect((await fetch(url, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: photo })).status).toBe(200)
  const kept = await fetch(url)
  expect(kept.headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''[^/\\]*$/)
  expect((await fetch(url, { method: 'PUT', body: photo })).status, 'a second put').toBe(404)
})

test('what is logged names no address, no file and nothing of a photo', () => {
  const log = api.log.join('\n')
  expect(log).toContain('task ended')
  expect(log).not.toMatch(/evil|\.example|cron|169\.254|base64|iVBOR/)
})

test('a token is asked for everywhere but where results lie, and a wrong one is told apart from none', async () => {
  const guarded = await served({ token: 'correct horse battery' })
  try {
    const sent = (path: string, headers: Record<string, string> = {}, body?: string) =>
      fetch(guarded.url + path, { headers, ...(body === undefined ? {} : { method: 'POST', body }) })
    const fal = JSON.stringify({ image_url: `data:image/png;base64,${photo64}`, sync_mode: true })
    const type = { 'content-type': 'application/json' }
    for (const [path, body] of [
      ['/fal-ai/birefnet/v2', fal],
      ['/queue/fal-ai/birefnet/v2', fal],
      ['/storage/upload/initiate', '{}'],
      ['/v1.0/removebg', '{}'],
      ['/v1.0/account', undefined],
      ['/api/remove', undefined],
      ['/metrics', undefined],
      ['/openapi.json', undefined],
      ['/docs', undefined],
      ['/files/../metrics', undefined],
      ['/v1%2e0/account', undefined],
    ] as const)
      for (const key of [
        '',
        'Key wrong',
        'Bearer correct horse batter',
        'Key correct horse battery2',
        'correct horse battery',
      ]) {
        const { status } = await sent(path, { ...type, ...(key === '' ? {} : { authorization: key }) }, body)
        expect(status, `${path} with “${key}”`).toBe(401)
      }
    const task = JSON.stringify([
      { taskType: 'removeBackground', taskUUID: randomUUID(), model: 'auto', inputImage: photo64 },
    ])
    const unsigned = await sent('/v1', type, task)
    expect([unsigned.status, await unsigned.text()]).toEqual([401, expect.stringContaining('missingApiKey')])
    const wrong = await sent(
      '/v1',
      type,
      JSON.stringify([{ taskType: 'authentication', apiKey: 'wrong' }, ...JSON.parse(task)]),
    )
    expect([wrong.status, await wrong.text()]).toEqual([401, expect.stringContaining('invalidApiKey')])
    expect((await sent('/healthz')).status).toBe(200)
    const signedIn = await sent(
      '/v1',
      type,
      JSON.stringify([{ taskType: 'authentication', apiKey: 'correct horse battery' }, ...JSON.parse(task)]),
    )
    expect(signedIn.status).toBe(200)
    const { imageURL } = (await signedIn.json()).data.at(-1)
    expect((await fetch(imageURL)).status, 'a result needs no token').toBe(200)
    for (const headers of [{ authorization: 'Key correct horse battery' }, { 'x-api-key': 'correct horse battery' }])
      expect((await sent('/fal-ai/birefnet/v2', { ...type, ...headers } as Record<string, string>, fal)).status).toBe(
        200,
      )
  } finally {
    await guarded.close()
  }
})
