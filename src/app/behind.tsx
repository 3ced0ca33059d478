import type { ReactNode } from 'react'
import { ShelfNews } from '#features/shelf/ShelfNews.tsx'
import type { App } from '#state/app.ts'
import { Notices } from './Notices.tsx'
import { Overlays } from './Overlays.tsx'

/** What stands behind the first page and is loaded when that has been shown: the app, and the parts that are of no use without it. */
export interface Behind {
  app: App
  overlays: ReactNode
  notices: ReactNode
  shelfNews: ReactNode
}

export function behindOf(app: App): Behind {
  return {
    app,
    overlays: <Overlays app={app} />,
    notices: <Notices app={app} />,
    shelfNews: <ShelfNews app={app} />,
  }
}
