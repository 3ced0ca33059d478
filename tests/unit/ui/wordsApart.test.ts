import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

// Translators of pages put elements in the place of text nodes. React goes on writing into the node that is gone, or fails when it takes it away;
// only text that is the sole child of its element is written anew. So words that change, or stand beside what comes and goes, have an element of their own.

const source = resolve(import.meta.dirname, '../../../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))

interface Node {
  type: string
  start: number
  [key: string]: unknown
}

test('words that change have an element of their own, so that a translated page goes on telling the truth', () => {
  expect(files.length).toBeGreaterThan(30)
  expect(mixedIn('const part = <p>All {count}</p>', 'part.tsx')).toHaveLength(1)
  const mixed = files.flatMap((name) => mixedIn(readFileSync(join(source, name), 'utf8'), name))
  expect(mixed).toEqual([])
})

function mixedIn(text: string, name: string): string[] {
  const found: string[] = []
  visit(parseSync(name, text).program, (node) => {
    if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return
    const children = nodesOf(node['children']).filter((child) => !isLayout(child))
    const isChanging = children.some((child) => child.type === 'JSXExpressionContainer')
    if (children.length > 1 && isChanging && children.some(isWords))
      found.push(`${name}:${text.slice(0, node.start).split('\n').length}`)
  })
  return found
}

/** Line breaks between elements, which make no text node, and comments. */
function isLayout({ type, value, expression }: Node): boolean {
  if (type === 'JSXText') return /^\s*\n\s*$/.test(String(value))
  return type === 'JSXExpressionContainer' && isNode(expression) && expression.type === 'JSXEmptyExpression'
}

/** Text, or an expression that gives text: all but elements, lists of them, and what a component is handed to show. */
function isWords({ type, expression }: Node): boolean {
  if (type === 'JSXText') return true
  if (type !== 'JSXExpressionContainer' || !isNode(expression)) return false
  return givesWords(expression)
}

function givesWords(node: Node): boolean {
  if (node.type === 'ConditionalExpression')
    return [node['consequent'], node['alternate']].some((part) => isNode(part) && givesWords(part))
  if (node.type === 'Literal') return typeof node['value'] === 'string' || typeof node['value'] === 'number'
  if (node.type === 'Identifier') return !['children', 'icon', 'trigger'].includes(String(node['name']))
  if (node.type === 'CallExpression') return !/"(?:map|flatMap|toArray)"/.test(JSON.stringify(node['callee']))
  return ['TemplateLiteral', 'MemberExpression', 'BinaryExpression'].includes(node.type)
}

function visit(value: unknown, act: (node: Node) => void): void {
  if (Array.isArray(value)) for (const part of value) visit(part, act)
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) act(value)
    for (const part of Object.values(value)) visit(part, act)
  }
}

function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
