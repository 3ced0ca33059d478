import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FairQueue } from '#tools/serve/fairQueue.ts'
import { parseServeArgs } from '#tools/serve/options.ts'
import { Vault } from '#tools/serve/vault.ts'

test('clients take turns, and positions say who goes before', () => {
  const queue = new FairQueue<string>()
  for (const item of ['a1', 'a2', 'a3']) queue.push('a', item)
  queue.push('b', 'b1')
  const order = ['a1', 'b1', 'a2', 'a3']
  for (const [index, item] of order.entries()) expect(queue.position(item), item).toBe(index)
  expect(queue.remove('a2')).toBe(true)
  expect(queue.remove('a2')).toBe(false)
  expect([queue.take(), queue.take(), queue.take(), queue.take()]).toEqual(['a1', 'b1', 'a3', undefined])
})

test('the vault keeps files over a restart until they expire, and forgets halves', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-vault-'))
  const vault = await Vault.open(folder)
  const about = { name: '../../etc/passwd', type: 'image/png', expiresAt: Date.now() + 60_000 }
  const kept = await vault.put(Buffer.from('abc'), about)
  await expect(vault.put(Buffer.from('x'), about, '../escape')).rejects.toThrow('UUID')
  const late = await vault.put(Buffer.from('x'), { ...about, expiresAt: Date.now() - 1 })
  expect(vault.find(late.id)).toBeUndefined()
  vault.close()
  writeFileSync(join(folder, 'half.part'), 'x')
  const again = await Vault.open(folder)
  expect((await again.read(kept)).toString()).toBe('abc')
  expect(again.find(kept.id)).toEqual(kept)
  await again.sweep(Date.now() + 120_000)
  expect(readdirSync(folder)).toEqual([])
  again.close()
})

test('the command line: what is usual, and what is refused', () => {
  const parse = (...args: string[]) => parseServeArgs(args, {})
  expect(parse()).toMatchObject({
    ok: true,
    options: { port: 8787, host: '127.0.0.1', workers: 1, ttlSeconds: 3600, maxMb: 50 },
  })
  expect(parse('--host', '0.0.0.0', '--token', 'long enough')).toMatchObject({
    ok: true,
    options: { token: 'long enough' },
  })
  expect(parse('--allow-url', 'a', '--allow-url', 'b')).toMatchObject({ options: { allowUrls: ['a', 'b'] } })
  for (const args of [
    ['--host', '0.0.0.0'],
    ['--port', '70000'],
    ['--workers', '0'],
    ['--ttl', '1'],
    ['--max-mb', 'x'],
    ['--token', 'short'],
    ['--no'],
    ['x'],
  ])
    expect(parse(...args).ok, args.join(' ')).toBe(false)
})
