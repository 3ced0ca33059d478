/** The copyright statements of a licence file, one a line, as they stand there. */
export function copyrightLines(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/^[\s/*#]+|[\s/*]+$/g, ''))
  // "Copyright notice ..." and the like belong to the conditions; a statement names a year, a sign or a name.
  return [...new Set(lines.filter((line) => /^Copyright (?:\(c\)|©|\d{4}|[A-Z])/.test(line) && !line.includes('[')))]
}

/** Whether a licence file holds nothing but this standard text, a title and copyright statements. */
export function isStandard(text: string, standard: string): boolean {
  return plain(text) === plain(standard)
}

/** The conditions alone: without title, copyright statements, and the Apache licence's appendix on how to apply it. */
export function conditions(text: string): string {
  const [body = ''] = text.split(/END OF TERMS AND CONDITIONS/)
  const statements = new Set(copyrightLines(body))
  return body
    .split('\n')
    .filter((line) => !statements.has(line.trim()) && !isTitle(line.trim()))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function isTitle(line: string): boolean {
  return /^(?:The )?(?:MIT|ISC) Licen[cs]e(?: \((?:MIT|ISC)\))?$/i.test(line)
}

/** What stays the same however the text is broken into lines and its quotation marks are drawn. */
function plain(text: string): string {
  return conditions(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
