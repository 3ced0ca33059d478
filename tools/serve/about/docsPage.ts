import { isObjectLike, type ObjectLike } from '../objectLike.ts'

/** The OpenAPI document as a page that needs no script. */
export function docsPage(document: ObjectLike): string {
  const paths = fields(document['paths']).flatMap(([path, methods]) =>
    fields(methods).map(([method, operation]) => ({ path, method, operation: record(operation) })),
  )
  const tags = [...new Set(paths.map(({ operation }) => tagOf(operation)))]
  const sections = tags.map((tag) => {
    const operations = paths.filter(({ operation }) => tagOf(operation) === tag)
    return `<section id="${anchor(tag)}"><h2>${text(tag)}</h2>${operations.map((each) => operationPart(each, document)).join('')}</section>`
  })
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clearcut: the API of this server</title>
<style>${style}</style>
</head>
<body>
<header><h1>Clearcut</h1><p>${text(String(record(document['info'])['description'] ?? ''))}</p>
<nav>${tags.map((tag) => `<a href="#${anchor(tag)}">${text(tag)}</a>`).join(' ')} <a href="openapi.json">openapi.json</a></nav></header>
<main>${sections.join('')}</main>
</body>
</html>`
}

const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882 }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1.5rem }
h1 { margin: 0 } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) }
nav a { margin-right: 1rem }
article { margin: 1.5rem 0 } h3 { font: 600 1rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; margin: 0 }
h3 span { background: var(--soft); border-radius: .3rem; padding: .1rem .5rem; margin-right: .5rem }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .9rem }
td, th { text-align: left; vertical-align: top; border-top: 1px solid var(--line); padding: .35rem .75rem .35rem 0 }
code { font-family: ui-monospace, monospace } th code { font-weight: 600 }
summary { cursor: pointer }`

interface Operation {
  path: string
  method: string
  operation: ObjectLike
}

function operationPart({ path, method, operation }: Operation, document: ObjectLike): string {
  const schemas = schemasOf(operation, document)
  const tables = schemas.map(({ title, schema }) => {
    const name = title === '' ? '' : `<summary><code>${text(title)}</code></summary>`
    const table = fieldsTable(schema)
    return name === '' ? table : `<details>${name}${table}</details>`
  })
  return `<article><h3><span>${method.toUpperCase()}</span>${text(path)}</h3><p>${text(String(operation['summary'] ?? ''))}</p>${tables.join('')}</article>`
}

/** What an operation takes: the fields of its body, or its parameters as if they were fields. */
function schemasOf(operation: ObjectLike, document: ObjectLike): { title: string; schema: ObjectLike }[] {
  const content = fields(record(operation['requestBody'])['content'])
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].map(record) : []
  const [first] = content
  if (first === undefined) {
    if (parameters.length === 0) return []
    const properties = parameters.map(({ name, schema, description }) => [
      String(name),
      { ...record(schema), description },
    ])
    const required = parameters.filter(({ required: isRequired }) => isRequired === true).map(({ name }) => name)
    return [{ title: '', schema: { properties: Object.fromEntries(properties), required } }]
  }
  const schema = record(record(first[1])['schema'])
  const choices = record(schema['items'])['oneOf']
  const all = Array.isArray(choices) ? choices.map(record) : [schema]
  return all.map((each) => {
    const name =
      String(each['$ref'] ?? '')
        .split('/')
        .at(-1) ?? ''
    const resolved = name === '' ? each : record(record(record(document['components'])['schemas'])[name])
    return { title: Array.isArray(choices) ? name.replace('_', ': ') : '', schema: resolved }
  })
}

function fieldsTable(schema: ObjectLike, prefix = ''): string {
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const rows = fields(schema['properties']).map(([name, value]) => {
    const field = record(value)
    const nested = fields(field['properties']).length > 0 ? fieldRows(field, `${prefix}${name}.`) : ''
    return row(`${prefix}${name}`, field, required.includes(name)) + nested
  })
  return `<div class="scroll"><table><tr><th>Field</th><th>Takes</th><th>Default</th><th></th></tr>${rows.join('')}</table></div>`
}

function fieldRows(schema: ObjectLike, prefix: string): string {
  return fields(schema['properties'])
    .map(([name, value]) => row(`${prefix}${name}`, record(value), false))
    .join('')
}

function row(name: string, field: ObjectLike, isRequired: boolean): string {
  const usual =
    field['default'] === undefined
      ? isRequired
        ? '<em>required</em>'
        : ''
      : `<code>${text(JSON.stringify(field['default']))}</code>`
  return `<tr><th scope="row"><code>${text(name)}</code></th><td>${text(takes(field))}</td><td>${usual}</td><td>${text(String(field['description'] ?? ''))}</td></tr>`
}

/** What a field takes, in a few words. */
function takes(field: ObjectLike): string {
  if (Array.isArray(field['enum'])) return field['enum'].map(String).join(', ')
  if (field['const'] !== undefined) return String(field['const'])
  if (Array.isArray(field['anyOf'])) return field['anyOf'].map((each) => takes(record(each))).join(' or ')
  const { type = '', minimum, maximum, format } = field
  const range =
    maximum === undefined || Math.abs(Number(maximum)) > 1e9
      ? minimum === undefined || Number(minimum) < -1e9
        ? ''
        : ` from ${minimum} on`
      : ` ${minimum ?? ''} to ${maximum}`
  return `${format === 'binary' ? 'file' : String(type)}${range}`
}

function tagOf(operation: ObjectLike): string {
  const { tags } = operation
  return Array.isArray(tags) ? String(tags[0]) : ''
}

function anchor(tag: string): string {
  return tag.toLowerCase().replace(/[^a-z]+/g, '-')
}

function record(value: unknown): ObjectLike {
  return isObjectLike(value) ? value : {}
}

function fields(value: unknown): [string, unknown][] {
  return Object.entries(record(value))
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
