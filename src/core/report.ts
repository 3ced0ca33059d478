/** What became of one photo, as programs read it. */
export interface ReportRow {
  folder: string
  name: string
  /** `done`, `failed`, `cancelled`, `waiting`. */
  state: string
  /** `good`, `doubtful`, `empty`; nothing where there is no cutout. */
  verdict: string
  /** How likely the cutout is right, 0 to 1; nothing where it is not known. */
  score: number | ''
  /** What is likely wrong, or why it failed, in words. */
  why: string
  model: string
  width: number | ''
  height: number | ''
  seconds: number | ''
  edited: boolean
}

const columns = [
  'folder',
  'name',
  'state',
  'verdict',
  'score',
  'why',
  'model',
  'width',
  'height',
  'seconds',
  'edited',
] as const satisfies readonly (keyof ReportRow)[]

/** One line a photo after one of names, as RFC 4180 has it, with the mark that makes spreadsheets read UTF-8. */
export function reportAsCsv(rows: readonly ReportRow[]): string {
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','))
  return `\ufeff${[columns.join(','), ...lines].join('\r\n')}\r\n`
}

/** A list of objects, one a photo. */
export function reportAsJson(rows: readonly ReportRow[]): string {
  return `${JSON.stringify(rows, undefined, 2)}\n`
}

/** Spreadsheets take what begins like this for a formula, which a photo's name must never be: OWASP, “CSV Injection”. */
const formula = /^[=+\-@\t\r]/

function cell(value: string | number | boolean): string {
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
