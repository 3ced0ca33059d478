import { type CSSProperties, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import { cornerOf, fillOf, freePlaceOf, type Pose, poseOf } from '#core/subject/pose.ts'
import type { SnapLine } from '#core/subject/snap.ts'
import type { App } from '#state/app.ts'
import type { SubjectSeen } from '#state/composingState.ts'
import type { AppState } from '#state/initialState.ts'
import { compositionOf } from '#state/selectors.ts'
import type { PoseChange, ResultView, SubjectHand } from './subjectHand.ts'
import { useSubjectKeys } from './useSubjectKeys.ts'
import { useSubjectPointer } from './useSubjectPointer.ts'
import './subject.css'

interface SubjectLayerProps {
  app: App
  photoId: string
  view: ResultView
}

const seenOf = (state: AppState) => state.subjectSeen

/** A frame around the subject of the composed picture, by which it is moved, sized and turned; none where the canvas is cut to it. */
export function SubjectLayer({ app, photoId, view }: SubjectLayerProps) {
  const seen = useStore(app.store, seenOf)
  const isCut = useStore(app.store, (state) => compositionOf(state, photoId).canvas.kind === 'subject')
  return seen?.photoId !== photoId || isCut ? null : <SubjectFrame app={app} view={view} seen={seen} />
}

function SubjectFrame({ app, view, seen }: { app: App; view: ResultView; seen: SubjectSeen }) {
  const { photoId, canvas, subject } = seen
  const frame = useRef<HTMLDivElement>(null)
  const [lines, setLines] = useState<readonly SnapLine[]>([])
  const { place, turn } = useStore(app.store, (state) => compositionOf(state, photoId))
  const pose = poseOf(canvas, subject, place, turn.degrees)
  const put = (next: Pose, change: PoseChange, on: SubjectHand['canvas']) => {
    const isTurned = next.degrees !== turn.degrees
    const turned = isTurned ? { turn: { ...turn, degrees: next.degrees } } : {}
    // What is turned where it stands need not be placed; but what fills a share of the canvas would change its size.
    const isOnlyTurned = change === 'turn' && place.kind !== 'placed'
    const isSized =
      change === 'size' || place.kind === 'placed' || (place.kind === 'free' && place.fillPercent !== undefined)
    const placed = isOnlyTurned ? {} : { place: freePlaceOf(next, on, isSized) }
    if (isTurned || !isOnlyTurned) app.composing.set(photoId, { ...placed, ...turned }, say(`subject.step.${change}`))
  }
  const hand: SubjectHand = { view, canvas, pose, box: boxAbout(seen), place, put, showLines: setLines }
  useSubjectPointer(frame, hand)
  const keys = useSubjectKeys(
    hand,
    (direction) => app.composing.flip(photoId, direction),
    (words) => app.composing.tell(words),
  )
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: no element is a thing that is moved on a picture */}
      <div
        ref={frame}
        className="subject-frame"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the subject is moved by keys, so it takes the focus
        tabIndex={0}
        aria-label={say('subject.named', { fills: Math.round(fillOf(pose, canvas)) })}
        aria-roledescription={say('subject.role')}
        data-testid="subject"
        style={frameStyle(pose, view)}
        onKeyDown={keys}
      >
        {corners.map((grip) => (
          <i key={grip} className="subject-grip" data-grip={grip} />
        ))}
        <i className="subject-turn" data-grip="turn" data-side={turnSide(pose, view)} />
      </div>
      {lines.map((line) => (
        <i
          key={`${line.axis} ${line.at}`}
          className="subject-line"
          data-axis={line.axis}
          style={lineStyle(line, view, canvas)}
        />
      ))}
    </>
  )
}

const corners = ['-1 -1', '1 -1', '1 1', '-1 1'] as const

function boxAbout({ subject: { place, box } }: SubjectSeen): SubjectHand['box'] {
  return { ...box, x: box.x - place.x - place.width / 2, y: box.y - place.y - place.height / 2 }
}

function frameStyle({ x, y, width, height, degrees }: Pose, { viewport, density }: ResultView): CSSProperties {
  const scale = viewport.scale / density
  return {
    translate: `${viewport.x / density + (x - width / 2) * scale}px ${viewport.y / density + (y - height / 2) * scale}px`,
    width: width * scale,
    height: height * scale,
    rotate: `${degrees}deg`,
  }
}

/** How far the handle for turning lies beyond the frame, and what of the stage is free for it; in CSS pixels. */
const turnRoom = { beyond: 26, rim: 16, bar: 96 } as const

/** The side where the handle for turning can be taken hold of: below, where that is not under the bar or off the stage, or above, or inside. */
function turnSide(pose: Pose, { viewport, density, stage }: ResultView): 'below' | 'above' | 'inside' {
  const scale = viewport.scale / density
  const isFree = (down: number) => {
    const height = pose.height + (2 * turnRoom.beyond) / scale
    const at = cornerOf({ ...pose, width: 0, height }, 0, down)
    const [x, y] = [viewport.x / density + at.x * scale, viewport.y / density + at.y * scale]
    const { rim, bar } = turnRoom
    return x >= rim && x <= stage.width / density - rim && y >= rim && y <= stage.height / density - bar
  }
  if (isFree(1)) return 'below'
  return isFree(-1) ? 'above' : 'inside'
}

function lineStyle(
  { axis, at }: SnapLine,
  { viewport, density }: ResultView,
  canvas: SubjectHand['canvas'],
): CSSProperties {
  const scale = viewport.scale / density
  const [left, top] = [viewport.x / density, viewport.y / density]
  return axis === 'x'
    ? { translate: `${left + at * scale}px ${top}px`, height: canvas.height * scale }
    : { translate: `${left}px ${top + at * scale}px`, width: canvas.width * scale }
}
