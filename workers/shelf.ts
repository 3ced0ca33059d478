import { expose } from 'comlink'
import { limitMarkup } from '#core/trustedTypes.ts'
import { isFirstRun } from './firstRun.ts'
import { createModelShelf } from './store/modelShelf.ts'

// The thread that hashes is started from here.
limitMarkup(self)

if (isFirstRun()) expose(createModelShelf())
