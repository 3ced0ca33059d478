import { expose } from 'comlink'
import { createModelShelf } from './store/modelShelf.ts'

expose(createModelShelf())
