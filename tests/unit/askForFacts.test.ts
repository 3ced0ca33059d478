import { expect, test } from 'vitest'
import type { DownloadOrder } from '#core/shelf.ts'
import { askForFacts } from '#workers/store/download/ask.ts'
import type { Network } from '#workers/store/download/network.ts'

const order: DownloadOrder = {
  ...{ id: 'net', name: 'Net', kind: 'birefnet', file: 'net.safetensors' },
  sources: [
    { from: 'mirror', url: 'https://mirror.example/net' },
    { from: 'hub', url: 'https://hub.example/net' },
  ],
}

/** A network in which these hosts tell a hash of this digit, and no other answers. */
function telling(hosts: Record<string, string>): Network {
  return {
    fetch: async (url) => {
      const digit = hosts[new URL(url).host]
      if (digit === undefined) throw new TypeError('Failed to fetch')
      return new Response('', { headers: { 'x-linked-etag': `"${digit.repeat(64)}"`, 'x-linked-size': '9' } })
    },
    ownOrigin: 'https://app.example',
    isOnline: () => true,
    untilOnline: async () => {},
    wait: async () => {},
    onRequest() {},
  }
}

const ask = async (hosts: Record<string, string>) => {
  const facts = await askForFacts(order, telling(hosts), new AbortController().signal)
  return facts.ok ? facts.value.sha256[0] : facts.reason
}

test('what the right file is, the hub says; a mirror is believed only where the hub cannot be asked', async () => {
  expect(await ask({ 'hub.example': 'a', 'mirror.example': 'b' })).toBe('a')
  expect(await ask({ 'mirror.example': 'b' })).toBe('b')
  expect(await ask({})).toBe('download-unverified')
})
