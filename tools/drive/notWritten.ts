/** The page did not write a file, in the page's words. */
export class NotWrittenError extends Error {
  override name = 'NotWrittenError'
}
