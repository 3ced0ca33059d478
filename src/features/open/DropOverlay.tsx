import { ImageDown } from 'lucide-react'
import { say } from '#core/say.ts'
import type { FirstActions } from '#state/opening.ts'
import { useBringing } from './useBringing.ts'
import './dropOverlay.css'

/** Lets photos be dropped and pasted anywhere on the page, and shows so while they hover over it. */
export function DropOverlay({ app }: { app: FirstActions }) {
  const isDragging = useBringing(app)
  if (!isDragging) return null
  return (
    <div className="drop-overlay" data-testid="drop-overlay">
      <div className="drop-frame">
        <ImageDown size={40} strokeWidth={1.5} aria-hidden="true" />
        <p>{say('open.drop')}</p>
        <span>{say('open.drop.what')}</span>
      </div>
    </div>
  )
}
