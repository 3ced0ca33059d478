/** Licences that permit any use of the app, also sold and closed, for no more than being named. */
const permitted: ReadonlySet<string> = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BSL-1.0', 'Zlib', 'Unlicense', 'CC0-1.0'],
  // Of a file that stays as it is, only itself has to be given on.
  'MPL-2.0',
])

/** What is under the LGPL: files of their own that may be replaced, as it asks. */
const replaceable: ReadonlySet<string> = new Set(['libheif-js', 'libheif', 'libde265'])

/**
 * May a part under these terms (an SPDX expression) be in the app? Of several joined by `OR` one has to be permitted, of those joined by `AND` all. Exceptions
 * (`WITH`) only ever permit more.
 * @param name of the package or part, without its version
 */
export function isPermitted(terms: string, name: string): boolean {
  const plain = terms.replace(/[()]/g, ' ').replace(/ WITH \S+/g, '')
  const isOne = (id: string) => permitted.has(id) || (/^LGPL-/.test(id) && replaceable.has(name))
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((id) => isOne(id.trim())))
}
