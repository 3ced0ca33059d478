import { expose } from 'comlink'

/** A shelf worker that only tells what it was asked. */
expose({
  start: async () => undefined,
  onNews: async () => {},
  addFile: async (file: File, options: unknown) => ({ ok: true, value: { name: file.name, options } }),
})
