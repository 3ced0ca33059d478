import { readFileSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { productPhoto } from '../support/data.ts'
import { photo, photo64, type Served, served } from '../support/served.ts'

/** Larger than a preview of remove.bg. */
const large = { width: 800, height: 600 }

let api: Served
let pictures: HttpServer
let pictureUrl = ''

test.beforeAll(async () => {
  pictures = createServer((_, response) => response.end(photo))
  await new Promise<void>((listening) => pictures.listen(0, '127.0.0.1', listening))
  const { port } = pictures.address() as AddressInfo
  pictureUrl = `http://127.0.0.1:${port}/photo.png`
  api = await served({ allowUrls: [`127.0.0.1:${port}`] })
})

test.afterAll(async () => {
  await api.close()
  pictures.close()
})

type Fields = Readonly<Record<string, string | Buffer>>

async function post(path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, new Blob([Uint8Array.from(value)], { type: 'image/png' }), 'photo.png')
  return await fetch(`${api.url}${path}`, { method: 'POST', body, headers })
}

/** A result's pixels: what stands at a place, with as many channels as the file has. */
async function pixelsOf(response: Response) {
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(response.status, bytes.subarray(0, 300).toString()).toBe(200)
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const { format } = await sharp(bytes).metadata()
  const { width, height, channels } = info
  const at = (x: number, y: number) => [...data.subarray(channels * (y * width + x), channels * (y * width + x + 1))]
  const alphaAt = (x: number, y: number) => at(x, y)[3]
  return { at, alphaAt, size: { width, height }, format, headers: response.headers, bytes }
}

test.describe('remove.bg over HTTP', () => {
  const cut = async (fields: Fields = {}, picture: Buffer = photo) =>
    await pixelsOf(await post('/v1.0/removebg', { image_file: picture, ...fields }))
  const foregroundOf = ({ headers }: { headers: Headers }) => {
    const told = (name: string) => Number(headers.get(`x-foreground-${name}`))
    return { left: told('left'), top: told('top'), width: told('width'), height: told('height') }
  }

  test('the picture: a part, base64, an address; the request as JSON, form or multipart', async () => {
    const wanted = (await cut()).bytes
    const ways = [
      ['application/json', JSON.stringify({ image_file_b64: photo64 })],
      ['application/json', JSON.stringify({ image_url: pictureUrl })],
      ['application/x-www-form-urlencoded', new URLSearchParams({ image_url: pictureUrl }).toString()],
    ] as const
    for (const [type, body] of ways) {
      const headers = { 'content-type': type }
      const response = await fetch(`${api.url}/v1.0/removebg`, { method: 'POST', headers, body })
      expect((await pixelsOf(response)).bytes.equals(wanted), `${type} ${body.slice(0, 20)}`).toBe(true)
    }
    const response = await post('/v1.0/removebg', { image_file: photo }, { accept: 'application/json' })
    const { data } = await response.json()
    expect(Buffer.from(data.result_b64, 'base64').equals(wanted)).toBe(true)
    expect(data).toMatchObject({ foreground_left: expect.any(Number), foreground_height: expect.any(Number) })
  })

  test('size: a preview where nothing is said, else as large as it may be', async () => {
    const picture = readFileSync(productPhoto('large.png', large.width, large.height))
    const usual = await cut({}, picture)
    expect(usual.size.width * usual.size.height).toBeLessThanOrEqual(250_000)
    expect(usual.size.width * usual.size.height).toBeGreaterThan(240_000)
    expect([usual.headers.get('x-width'), usual.headers.get('x-height')]).toEqual([
      String(usual.size.width),
      String(usual.size.height),
    ])
    for (const size of ['medium', 'hd', '4k', '50MP', 'full', 'auto'])
      expect((await cut({ size }, picture)).size, size).toEqual(large)
  })

  test('format and channels', async () => {
    for (const [fields, format, channels] of [
      [{}, 'png', 4],
      [{ format: 'png' }, 'png', 4],
      [{ format: 'jpg' }, 'jpeg', 3],
      [{ format: 'webp' }, 'webp', 4],
      [{ bg_color: 'red' }, 'jpeg', 3],
      [{ channels: 'alpha' }, 'png', 1],
    ] as const) {
      const made = await cut(fields)
      const { channels: found } = await sharp(made.bytes).metadata()
      expect([made.format, found], JSON.stringify(fields)).toEqual([format, channels])
    }
    const zip = await post('/v1.0/removebg', { image_file: photo, format: 'zip' })
    expect(zip.headers.get('content-type')).toBe('application/zip')
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()))
    expect(Object.keys(files).sort()).toEqual(['alpha.png', 'color.jpg'])
  })

  test('type and type_level are told back', async () => {
    expect((await cut({ type: 'person' })).headers.get('x-type')).toBe('person')
    expect((await cut({ type: 'animal', type_level: '2' })).headers.get('x-type')).toBe('animal')
    expect((await cut({ type: 'person', type_level: 'none' })).headers.get('x-type')).toBeNull()
  })

  test('crop, crop_margin, scale, position', async () => {
    const whole = await cut()
    const { left, top, width, height } = foregroundOf(whole)
    expect(whole.size).toEqual({ width: 240, height: 180 })
    expect(width * height).toBeGreaterThan(1000)
    expect((await cut({ crop: 'true' })).size).toEqual({ width, height })
    const margins = await cut({ crop: 'true', crop_margin: '1px 2px 3px 4px' })
    expect(margins.size).toEqual({ width: width + 6, height: height + 4 })
    const share = await cut({ crop: 'true', crop_margin: '10%' })
    expect(share.size.width).toBeGreaterThan(width)
    const half = foregroundOf(await cut({ scale: '50%', position: '0% 100%' }))
    expect(half.left).toBe(0)
    expect(half.top + half.height).toBe(180)
    expect(Math.max(half.width / 240, half.height / 180)).toBeCloseTo(0.5, 1)
    const moved = foregroundOf(await cut({ position: '0%' }))
    expect([moved.left, moved.top, moved.width, moved.height]).toEqual([0, 0, width, height])
    expect(left + top).toBeGreaterThan(0)
  })

  test('roi: what lies outside is backdrop', async () => {
    const whole = await cut()
    const { left, top, width, height } = foregroundOf(whole)
    const middle = { x: left + Math.floor(width / 2), y: top + Math.floor(height / 2) }
    expect(whole.alphaAt(middle.x + 5, middle.y)).toBe(255)
    const part = await cut({ roi: `0 0 ${middle.x} 180` })
    expect(part.alphaAt(middle.x + 5, middle.y)).toBe(0)
    expect(part.alphaAt(middle.x - 5, middle.y)).toBe(255)
    expect((await cut({ roi: '0% 0% 50% 100%' })).alphaAt(125, middle.y)).toBe(0)
  })

  test('backdrops: a colour with alpha, a picture from a part or an address', async () => {
    expect((await cut({ bg_color: '81d4fa', format: 'png' })).at(0, 0).slice(0, 3)).toEqual([0x81, 0xd4, 0xfa])
    expect((await cut({ bg_color: '81d4fa80', format: 'png' })).at(0, 0)).toEqual([0x81, 0xd4, 0xfa, 0x80])
    const wanted = await sharp(photo).removeAlpha().raw().toBuffer()
    for (const fields of [{ bg_image_file: photo }, { bg_image_url: pictureUrl }]) {
      const { at } = await cut({ ...fields, format: 'png' })
      for (const [channel, value] of at(2, 2).slice(0, 3).entries())
        expect(Math.abs(value - (wanted[3 * (2 * 240 + 2) + channel] ?? 0))).toBeLessThan(3)
    }
  })

  test('shadows: each kind darkens something that was clear, by its opacity', async () => {
    const plain = await cut()
    const clear = async (fields: Fields) => {
      const made = await cut({ format: 'png', ...fields })
      let sum = 0
      for (let y = 0; y < 180; y += 2)
        for (let x = 0; x < 240; x += 2) if (plain.alphaAt(x, y) === 0) sum += made.alphaAt(x, y) ?? 0
      return sum
    }
    expect(await clear({ shadow_type: 'none' })).toBe(0)
    expect(await clear({ shadow_type: 'drop', shadow_opacity: '0' })).toBe(0)
    for (const shadow_type of ['drop', 'contact', 'cast', '3D', 'car']) {
      const [usual, dark] = [await clear({ shadow_type }), await clear({ shadow_type, shadow_opacity: '100' })]
      expect(usual, shadow_type).toBeGreaterThan(0)
      expect(dark, shadow_type).toBeGreaterThan(1.5 * usual)
    }
    expect(await clear({ add_shadow: 'true' })).toBe(await clear({ shadow_type: 'drop' }))
  })

  test('semitransparency: without it nothing within the subject is half seen', async () => {
    const softOf = async (semitransparency: string) => {
      const { alphaAt } = await cut({ semitransparency })
      let count = 0
      for (let y = 0; y < 180; y++) for (let x = 0; x < 240; x++) if (![0, 255].includes(alphaAt(x, y) ?? 0)) count += 1
      return count
    }
    expect(await softOf('false')).toBeLessThanOrEqual(await softOf('true'))
  })

  test('each wrong value is refused by its name, in remove.bg’s form', async () => {
    for (const [field, wrong] of [
      ['size', 'huge'],
      ['type', 'dog'],
      ['type_level', '3'],
      ['format', 'gif'],
      ['roi', '1 2 3'],
      ['crop', 'perhaps'],
      ['crop_margin', '501px'],
      ['scale', '9%'],
      ['position', 'left'],
      ['channels', 'rgb'],
      ['add_shadow', 'perhaps'],
      ['shadow_type', 'long'],
      ['shadow_opacity', '101'],
      ['semitransparency', '?'],
      ['bg_color', 'blurple'],
      ['bg_image_url', 'b.jpg'],
      ['image_url', 'ftp://example.com/a'],
      ['sise', 'full'],
    ] as const) {
      const response = await post(
        '/v1.0/removebg',
        field === 'image_url' ? { [field]: wrong } : { image_file: photo, [field]: wrong },
      )
      expect(response.status, field).toBe(400)
      const { errors } = await response.json()
      expect(errors[0], field).toMatchObject({ title: expect.stringContaining(field), code: expect.any(String) })
    }
  })
})

test.describe('rembg over HTTP', () => {
  const cut = async (fields: Fields = {}) => await pixelsOf(await post('/api/remove', { file: photo, ...fields }))

  test('GET by address and POST of a file give the same, and each parameter does what it says', async () => {
    const plain = await cut()
    const byGet = await fetch(`${api.url}/api/remove?url=${encodeURIComponent(pictureUrl)}`)
    expect((await pixelsOf(byGet)).bytes.equals(plain.bytes)).toBe(true)
    expect((await cut({ model: 'keyer' })).alphaAt(0, 0)).toBe(0)
    const { channels } = await sharp((await cut({ om: 'true' })).bytes).metadata()
    expect(channels).toBe(1)
    expect((await cut({ bgc: '10,20,30,128' })).at(0, 0)).toEqual([10, 20, 30, 128])
    expect((await cut({ bgc: '10,20,30,0' })).alphaAt(0, 0)).toBe(0)
    // A network's mask is soft: smoothed and made hard, or drawn anew, it is another one.
    const model = 'nano'
    const soft = await cut({ model })
    for (const changed of [{ ppm: 'true' }, { a: 'true' }, { a: 'true', af: '250', ab: '5', ae: '20' }])
      expect((await cut({ model, ...changed })).bytes.equals(soft.bytes), JSON.stringify(changed)).toBe(false)
    const eroded = await cut({ model, a: 'true', ae: '30' })
    expect(eroded.bytes.equals((await cut({ model, a: 'true' })).bytes)).toBe(false)
    expect((await cut({ extras: '{}' })).bytes.equals(plain.bytes)).toBe(true)
    const query = '?om=true&ppm=true'
    const asked = await pixelsOf(await post(`/api/remove${query}`, { file: photo }))
    expect(asked.bytes.equals((await cut({ om: 'true', ppm: 'true' })).bytes)).toBe(true)
  })

  test('each wrong value is refused by its name', async () => {
    for (const [field, wrong] of [
      ['a', 'perhaps'],
      ['af', '256'],
      ['ab', '-1'],
      ['ae', 'x'],
      ['om', '2'],
      ['ppm', 'maybe'],
      ['bgc', '1,2,3'],
      ['extras', '{"sam_prompt":[]}'],
      ['colour', 'red'],
    ] as const) {
      const response = await post('/api/remove', { file: photo, [field]: wrong })
      expect(response.status, field).toBe(422)
      expect(await response.text(), field).toContain(field)
    }
    const absent = await post('/api/remove', { file: photo, model: 'isnet-anime' })
    expect(absent.status).toBeGreaterThanOrEqual(400)
    expect(await absent.text()).toContain('isnet-anime')
    expect((await fetch(`${api.url}/api/remove?url=photo.png`)).status).toBe(422)
    expect((await post('/api/remove', {})).status).toBe(422)
  })
})
