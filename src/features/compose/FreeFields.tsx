import { useStore } from 'zustand'
import type { SubjectPlace } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
import { freePlaceOf, moved, type Pose, poseOf, sized } from '#core/subject/pose.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { compositionOf } from '#state/selectors.ts'
import { NumberField } from '#ui/NumberField.tsx'

const seenOf = (state: AppState) => state.subjectSeen

/** Where a subject stands that a hand has moved, in pixels of the canvas: its left and upper end before it is turned, and its width. */
export function FreeFields({ app, id, place }: { app: App; id: string; place: SubjectPlace }) {
  const seen = useStore(app.store, seenOf)
  const degrees = useStore(app.store, (state) => compositionOf(state, id).turn.degrees)
  // Until the picture has come there is nothing to measure.
  if (seen?.photoId !== id || place.kind !== 'free') return null
  const { canvas, subject, isExact } = seen
  const pose = poseOf(canvas, subject, place, degrees)
  const put = (next: Pose, label: string, isSized = place.fillPercent !== undefined) =>
    app.composing.set(id, { place: freePlaceOf(next, canvas, isSized) }, label)
  const [left, top] = [pose.x - pose.width / 2, pose.y - pose.height / 2]
  const room = { min: -canvas.width, max: 2 * canvas.width }
  return (
    <div className="noted">
      <div className="free-fields" aria-busy={!isExact}>
        <NumberField
          label={say('compose.free.left')}
          unit="px"
          value={Math.round(left)}
          {...room}
          onChange={(next) => put(moved(pose, next - left, 0), say('compose.step.move'))}
        />
        <NumberField
          label={say('compose.free.top')}
          unit="px"
          value={Math.round(top)}
          min={-canvas.height}
          max={2 * canvas.height}
          onChange={(next) => put(moved(pose, 0, next - top), say('compose.step.move'))}
        />
        <NumberField
          label={say('compose.free.wide')}
          unit="px"
          value={Math.round(pose.width)}
          min={1}
          max={5 * canvas.width}
          onChange={(next) => put(sized(pose, next / pose.width, pose, canvas), say('compose.step.size'), true)}
        />
      </div>
      <p className="small-print">{say('compose.free.hint')}</p>
    </div>
  )
}
