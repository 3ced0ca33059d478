/** A project file is a ZIP, packed without compression: this description first, then the files that it names, under their SHA-256. */
export const projectName = 'project.json'
export const projectFolder = 'files/'
export const projectEnding = '.clearcut'

/** The name of the first file begins after this many bytes. */
const nameAt = 30

/** Is a file a project, by what it begins with, or by its name where it was damaged? Content of another kind counts before the name. */
export function isProject(head: Uint8Array, name: string): boolean {
  const text = String.fromCharCode(...head.subarray(0, nameAt + projectName.length))
  if (text.startsWith('PK\x03\x04') && text.slice(nameAt) === projectName) return true
  return name.toLowerCase().endsWith(projectEnding)
}
