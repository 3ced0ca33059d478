import { expose } from 'comlink'
import { isFirstRun } from './firstRun.ts'
import { createModelShelf } from './store/modelShelf.ts'

if (isFirstRun()) expose(createModelShelf())
