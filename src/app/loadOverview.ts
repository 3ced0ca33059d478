/** All photos beside each other: a part of the workspace that few need, and that is large. */
export const loadOverview = () => import('#features/filmstrip/Overview.tsx')
