import { part } from './missingPart.ts'

/** All photos beside each other: a part of the workspace that few need, and that is large. Rejects with a `MissingPart`. */
export const loadOverview = part(() => import('#features/filmstrip/Overview.tsx'))
