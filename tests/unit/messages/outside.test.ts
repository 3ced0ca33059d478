import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { areas } from '#messages/areas.ts'

// Whoever reads the page in another language would be shown English words: all that people read stands in the message files.

const source = resolve(import.meta.dirname, '../../../src')

/** What machines read: the hosted services' dialects and what other sites' programs are told. */
const machines = /^(?:core\/tasks|embed|messages)\//
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !machines.test(name),
)

/** Attributes and properties whose text people read. */
const shown = new Set([
  'label',
  'title',
  'alt',
  'placeholder',
  'summary',
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'aria-roledescription',
  'detail',
  'hint',
  'text',
  'what',
  'next',
])

/** Names that are the same in every language, and signs. */
const sameEverywhere =
  /^(?:https?:.*|Clearcut|BiRefNet(?:-nano)?|sRGB|ONNX|[A-Z0-9]{2,5}|px|Ctrl|Alt|[A-Z]|kB|MB|GB|ms|s|min|h)$/

interface Node {
  type: string
  start: number
  [key: string]: unknown
}

test('no text for people stands outside the message files', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(textsIn('const part = <p title="Two words">All done</p>', 'part.tsx')).toHaveLength(2)
  expect(textsIn('const text = `Done with ${count} photos`', 'part.ts')).toHaveLength(1)
  expect(files.flatMap((name) => textsIn(readFileSync(join(source, name), 'utf8'), name))).toEqual([])
})

test('words are said when they are shown, never kept by a module', () => {
  expect(saidByModule("const word = say('a.b')", 'part.ts')).toHaveLength(1)
  expect(saidByModule("const word = () => say('a.b')", 'part.ts')).toHaveLength(0)
  expect(files.flatMap((name) => saidByModule(readFileSync(join(source, name), 'utf8'), name))).toEqual([])
})

test('every message is said somewhere', () => {
  const all = files.map((name) => readFileSync(join(source, name), 'utf8')).join('\n')
  const stems = [...all.matchAll(/`([a-zA-Z]+\.(?:[\w.-]+\.)?)\$\{/g)].map(([, stem = '']) => stem)
  const ids = [...areas.first, ...areas.later].flatMap((area) =>
    Object.keys(JSON.parse(readFileSync(join(source, 'messages/en', `${area}.json`), 'utf8'))),
  )
  expect(ids.filter((id) => !all.includes(`'${id}'`) && !stems.some((stem) => id.startsWith(stem)))).toEqual([])
})

function textsIn(text: string, name: string): string[] {
  const found: string[] = []
  walk(parseSync(name, text).program, [], (node, above) => {
    const words = wordsOf(node, above)
    if (words !== undefined) found.push(`${name}:${text.slice(0, node.start).split('\n').length} ${words}`)
  })
  return found
}

/** What a node shows of words; undefined where it shows none. */
function wordsOf(node: Node, above: readonly Node[]): string | undefined {
  if (node.type === 'JSXText') return worded(String(node['value']))
  const parent = above.at(-1)
  if (above.some(isForDevelopers)) return undefined
  if (node.type === 'TemplateLiteral') {
    const pieces = nodesOf(node['quasis']).map(({ value }) => String((value as { cooked?: string }).cooked))
    return pieces.map(sentence).find((piece) => piece !== undefined)
  }
  if (node.type !== 'Literal' || typeof node['value'] !== 'string') return undefined
  if (parent?.type === 'JSXAttribute' && shown.has(nameOf(parent['name']))) return worded(node['value'])
  if (parent?.type === 'Property' && shown.has(nameOf(parent['key'])) && parent['value'] === node)
    return capitalised(node['value'])
  return sentence(node['value'])
}

/** Errors that are thrown for whoever writes code, types, and what is imported. */
function isForDevelopers(node: Node): boolean {
  if (/^TS|^Import|^Export(?!Named)/.test(node.type)) return true
  if (node.type === 'NewExpression') return /Error|Exception/.test(JSON.stringify(node['callee']))
  return node.type === 'JSXAttribute' && /^(?:className|data-|d$|style|viewBox|points|rel)/.test(nameOf(node['name']))
}

function worded(text: string): string | undefined {
  const trimmed = text.trim()
  return /\p{L}{2}|\b[aI]\b/u.test(trimmed) && !sameEverywhere.test(trimmed) ? trimmed : undefined
}

function capitalised(text: string): string | undefined {
  return /^\p{Lu}\p{Ll}/u.test(text) ? worded(text) : sentence(text)
}

/** Two words beside each other, the first of them capital or the last a stop: not a list of classes, a query or an address. */
function sentence(text: string): string | undefined {
  return /\p{L}{2,}[,:]? (?:\p{L}{2,}|[aI] )/u.test(text) &&
    (/(?:^|[^\w-])\p{Lu}\p{Ll}+ \p{Ll}/u.test(text) || /[.…?!]$/.test(text.trim()))
    ? text.trim()
    : undefined
}

function saidByModule(text: string, name: string): string[] {
  const found: string[] = []
  walk(parseSync(name, text).program, [], (node, above) => {
    if (node.type !== 'CallExpression' || nameOf(node['callee']) !== 'say') return
    if (!above.some(({ type }) => /Function|MethodDefinition/.test(type)))
      found.push(`${name}:${text.slice(0, node.start).split('\n').length}`)
  })
  return found
}

function walk(value: unknown, above: readonly Node[], act: (node: Node, above: readonly Node[]) => void): void {
  if (Array.isArray(value)) for (const part of value) walk(part, above, act)
  else if (isNode(value)) {
    act(value, above)
    for (const part of Object.values(value)) if (typeof part === 'object') walk(part, [...above, value], act)
  }
}

function nameOf(node: unknown): string {
  const { name, value } = (node ?? {}) as { name?: unknown; value?: unknown }
  return String(name ?? value)
}

function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
