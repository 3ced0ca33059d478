import { type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeptObjects, PhotoPoint } from '#core/edges.ts'
import { percentInWords, sizeInWords } from '#core/figures.ts'
import type { EdgeFacts } from '#core/look.ts'
import type { ViewMode } from '#core/preferences.ts'
import { say } from '#core/say.ts'
import type { Backdrop } from '#core/settings.ts'
import type { Surface } from '#core/surface.ts'
import { isCoarserThanShown, photoRect, visibleRect } from '#core/viewport.ts'
import { Choice, type Option } from '#ui/Choice.tsx'
import { useHeldKey } from '#ui/useHeldKey.ts'
import { Divider } from './Divider.tsx'
import { PickLayer } from './PickLayer.tsx'
import { contextOn, paint, type Scene } from './paint.ts'
import { panKeys } from './panKeys.ts'
import { inCss, sheetStyle } from './sheet.ts'
import type { PictureBrush } from './stageView.ts'
import { Tags } from './Tags.tsx'
import { useBrushScene } from './useBrushScene.ts'
import { useGestures } from './useGestures.ts'
import { useReveal } from './useReveal.ts'
import type { StageSize } from './useStageSize.ts'
import { useTone } from './useTone.ts'
import type { Pictures } from './useView.ts'
import { useViewport } from './useViewport.ts'
import { ViewBar } from './ViewBar.tsx'

interface PictureProps {
  name: string
  pictures: Pictures
  stage: StageSize
  mode: ViewMode
  backdrop: Backdrop
  surface: Surface
  hasKeys: boolean
  /** Set while objects are picked on the picture. */
  picking: { facts: EdgeFacts; kept: KeptObjects; onPick(place: PhotoPoint): void } | undefined
  /** Set while the brush is in the hand. */
  brush: PictureBrush | undefined
  /** Called when the pictures are coarser than the screen could show them. */
  onCoarse(): void
  onMode(mode: ViewMode): void
  onSurface(surface: Surface): void
}

/** Where the divider stands at first: a little more is shown of what is new. */
const restingShare = 0.42

/** A pointer that moves further than this, in CSS pixels, drags. */
const dragPixels = 6

/** The photo and its cutout, drawn for this screen, to be zoomed, moved and compared. */
export function Picture(props: PictureProps) {
  const {
    name,
    pictures,
    stage,
    mode,
    backdrop,
    surface,
    hasKeys,
    picking,
    brush: wanted,
    onCoarse,
    onMode,
    onSurface,
  } = props
  const { size, photo, cutout, painted } = pictures
  const canPaint = wanted !== undefined && photo !== undefined && cutout !== undefined
  const brush = canPaint ? wanted : undefined
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const pressed = useRef({ x: 0, y: 0 })
  const [share, setShare] = useState(restingShare)
  const reveal = useReveal(cutout !== undefined, restingShare, setShare)
  const tone = useTone(cutout)
  const isOriginalHeld = useHeldKey(' ', cutout !== undefined && photo !== undefined && brush === undefined)
  const control = useViewport(size, stage, name)
  const { viewport } = control
  const { scale, x, y } = viewport
  const { density } = stage
  const room = visibleRect(viewport, size, stage)
  const divider = Math.round(room.x + share * room.width)
  const cutoutMode = picking === undefined ? shownModeOf(brush === undefined ? mode : 'cutout', pictures) : 'picking'
  const shownMode = isOriginalHeld ? 'photo' : cutoutMode
  const isOnOriginal = surface.kind === 'original'
  useGestures(frame, control, density, brush !== undefined)
  const isBrushing = brush !== undefined
  const ground = photo !== undefined && cutout !== undefined ? { stage, viewport, size, photo, cutout } : undefined
  const show = useBrushScene(
    canvas,
    brush === undefined || ground === undefined
      ? undefined
      : { ...ground, isVeiled: brush.look === 'veil', isOnOriginal, painted, strokes: brush.strokes, hair: brush.hair },
  )

  useLayoutEffect(() => {
    if (isBrushing) return
    const context = contextOn(canvas.current, stage)
    if (context === undefined) return
    paint(context, { stage, viewport: { scale, x, y }, size, photo, cutout, mode: shownMode, divider, isOnOriginal })
  }, [stage, scale, x, y, size, photo, cutout, shownMode, divider, isOnOriginal, isBrushing])

  const isCoarse = photo !== undefined && isCoarserThanShown(photo, size, scale)
  useEffect(() => {
    if (isCoarse) onCoarse()
  }, [isCoarse, onCoarse])

  const pick = (event: MouseEvent<HTMLElement>) => {
    // A picture that was moved is no choice.
    if (Math.hypot(event.clientX - pressed.current.x, event.clientY - pressed.current.y) > dragPixels) return
    const box = event.currentTarget.getBoundingClientRect()
    const rect = inCss(photoRect(viewport, size), density)
    const place = {
      x: (event.clientX - box.left - rect.x) / rect.width,
      y: (event.clientY - box.top - rect.y) / rect.height,
    }
    if (place.x >= 0 && place.x <= 1 && place.y >= 0 && place.y <= 1) picking?.onPick(place)
  }

  const slide = (next: number) => {
    reveal.end()
    setShare(next)
  }
  const visible = inCss(room, density)
  return (
    <>
      <section
        ref={frame}
        className="surface"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a zoomed photo is moved by arrow keys, so the picture takes the focus
        tabIndex={0}
        aria-label={say(isBrushing ? 'stage.picture.toPaintOn' : 'stage.picture')}
        data-pan={control.canPan}
        data-picking={picking !== undefined}
        data-painting={isBrushing}
        // Arrow keys move the brush where there is one.
        onKeyDown={isBrushing ? undefined : panKeys(control, density)}
        onPointerDown={(event) => {
          pressed.current = { x: event.clientX, y: event.clientY }
        }}
        onClick={pick}
      >
        <div
          className="sheet"
          data-surface={surface.kind}
          data-tone={tone}
          style={sheetStyle(inCss(photoRect(viewport, size), density), surface, backdrop)}
        />
        <canvas
          ref={canvas}
          className="canvas"
          role="img"
          aria-label={say(`stage.picture.${shownMode}`, { name, size: sizeInWords(size) })}
        />
      </section>
      {shownMode === 'compare' ? <Divider room={visible} value={share} onChange={slide} /> : null}
      {shownMode === 'compare' ? (
        <Tags room={visible} names={[say('stage.tag.before'), say('stage.tag.cutout')]} />
      ) : null}
      {isOriginalHeld ? <Tags room={visible} names={[say('stage.tag.original')]} /> : null}
      {picking === undefined ? null : <PickLayer rect={inCss(photoRect(viewport, size), density)} {...picking} />}
      {brush?.layer({ frame, size, stage, viewport, density, show, panBy: control.panBy })}
      <ViewBar
        mode={mode}
        canSwitch={cutout !== undefined}
        hasKeys={hasKeys}
        surface={surface}
        hasBackdrop={backdrop.kind === 'colour'}
        onSurface={onSurface}
        zoom={percentInWords(viewport.scale)}
        onMode={onMode}
        control={control}
        looks={
          brush && (
            <Choice label={say('stage.view')} options={brushLooks()} value={brush.look} onChange={brush.onLook} />
          )
        }
      />
    </>
  )
}

/** Only what there are pictures for can be shown; before the photo has come there is nothing to compare with, and its small picture would only flash. */
function shownModeOf(mode: ViewMode, { photo, cutout }: Pictures): Scene['mode'] {
  if (cutout === undefined || (photo === undefined && mode === 'compare')) return 'photo'
  return mode
}

function brushLooks(): Option<PictureBrush['look']>[] {
  return [
    { value: 'veil', label: say('stage.view.overlay') },
    { value: 'cutout', label: say('stage.view.cutout') },
  ]
}
