import { expose } from 'comlink'
import { isFirstRun } from './firstRun.ts'
import { createSessionShelf } from './store/sessions/sessionShelf.ts'

if (isFirstRun()) expose(createSessionShelf())
