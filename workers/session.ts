import { expose, transfer } from 'comlink'
import type { SessionWorker } from '#core/sessions/sessionWorker.ts'
import { isFirstRun } from './firstRun.ts'
import { createSessionShelf } from './store/sessions/sessionShelf.ts'

if (isFirstRun()) {
  const shelf = createSessionShelf()
  const worker: SessionWorker = {
    ...shelf,
    pictures: async (texts) => {
      const pictures = await shelf.pictures(texts)
      return transfer(
        pictures,
        pictures.filter((picture) => picture !== undefined),
      )
    },
  }
  expose(worker)
}
