import { expect, test } from 'vitest'
import { readMirror } from '#core/catalogue/mirror.ts'

const build = {
  appUrl: 'https://app.example/x/',
  hosts: ['https://hub.example', 'https://*.cdn.example', 'http://127.0.0.1:8080', 'http://192.168.0.2'],
}
const read = (text: string) => {
  const mirror = readMirror(text, build)
  return mirror.ok ? mirror.url : mirror.fault
}

test('an address is completed to a base that paths can follow', () => {
  expect(read('https://hub.example')).toBe('https://hub.example/')
  expect(read(' https://hub.example/models?x=1#y ')).toBe('https://hub.example/models/')
  expect(read('hub.example/models')).toBe('https://hub.example/models/')
  expect(read('https://eu.cdn.example/a/')).toBe('https://eu.cdn.example/a/')
  expect(read('https://app.example/weights')).toBe('https://app.example/weights/')
  expect(read('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080/')
})

test('what is no address, or would travel in the open, is refused', () => {
  for (const text of ['', 'models', 'ftp://hub.example/', 'https://', 'https://me:secret@hub.example/', 'javascript:1'])
    expect(read(text), text).toBe('not-an-address')
  for (const text of ['http://hub.example/', 'http://192.168.0.2/']) expect(read(text), text).toBe('not-safe')
})

test('a host that the policy does not name is refused before anything is asked of it', () => {
  const strange = [
    'https://other.example/',
    'https://cdn.example/',
    'https://evilcdn.example/',
    'http://localhost:8080/',
  ]
  for (const text of [...strange, 'https://eu.cdn.example:8443/', 'https://hub.example:8443/'])
    expect(read(text), text).toBe('not-allowed')
})
