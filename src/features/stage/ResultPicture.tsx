import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { percentInWords, sizeInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { Backdrop } from '#core/settings.ts'
import type { Surface } from '#core/surface.ts'
import { isCoarserThanShown, photoRect, visibleRect } from '#core/viewport.ts'
import { Choice } from '#ui/Choice.tsx'
import { useHeldKey } from '#ui/useHeldKey.ts'
import type { Result } from './composer.ts'
import { contextOn, paint } from './paint.ts'
import { panKeys } from './panKeys.ts'
import { inCss, sheetStyle } from './sheet.ts'
import type { ResultView } from './stageView.ts'
import { Tags } from './Tags.tsx'
import { useGestures } from './useGestures.ts'
import type { StageSize } from './useStageSize.ts'
import { useTone } from './useTone.ts'
import type { Pictures } from './useView.ts'
import { useViewport } from './useViewport.ts'
import { ViewBar } from './ViewBar.tsx'

interface ResultPictureProps {
  name: string
  result: Result
  pictures: Pictures
  stage: StageSize
  /** The colour that the file lays behind what was composed. */
  backdrop: Backdrop
  surface: Surface
  hasKeys: boolean
  /** Lies over the picture, and moves the subject. */
  subject: ((view: ResultView) => ReactNode) | undefined
  /** Called when the picture is coarser than the screen could show it. */
  onCoarse(): void
  onSurface(surface: Surface): void
}

const looks = ['photo', 'result'] as const
type Look = (typeof looks)[number]

/** The picture as it will be in its file: the whole canvas, to be zoomed and moved; the photo beside it is one choice, or the held space bar, away. */
export function ResultPicture(props: ResultPictureProps) {
  const { name, result, pictures, stage, backdrop, surface, hasKeys, subject, onCoarse, onSurface } = props
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [look, setLook] = useState<Look>('result')
  const hasPhoto = pictures.photo !== undefined
  const isOriginalHeld = useHeldKey(' ', hasPhoto)
  const isPhoto = hasPhoto && (look === 'photo' || isOriginalHeld)
  const size = isPhoto ? pictures.size : result.size
  const picture = isPhoto ? pictures.photo : result.picture
  // Another size of the canvas is another picture: it is shown whole.
  const control = useViewport(size, stage, `${isPhoto ? 'photo' : sizeInWords(size)}`)
  const { viewport } = control
  const { scale, x, y } = viewport
  const { density } = stage
  const tone = useTone(result.picture)
  useGestures(frame, control, density, false)

  useLayoutEffect(() => {
    const context = contextOn(canvas.current, stage)
    if (context === undefined) return
    const shown = { photo: picture, cutout: undefined, mode: 'photo', divider: 0, isOnOriginal: false } as const
    paint(context, { stage, viewport: { scale, x, y }, size, ...shown })
  }, [stage, scale, x, y, size, picture])

  const isCoarse = !isPhoto && isCoarserThanShown(result.picture, size, scale)
  useEffect(() => {
    if (isCoarse) onCoarse()
  }, [isCoarse, onCoarse])

  return (
    <>
      <section
        ref={frame}
        className="surface"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a zoomed picture is moved by arrow keys, so it takes the focus
        tabIndex={0}
        aria-label={say('stage.picture')}
        data-pan={control.canPan}
        onKeyDown={panKeys(control, density)}
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
          aria-label={say(`stage.picture.${isPhoto ? 'photo' : 'result'}`, { name, size: sizeInWords(size) })}
        />
        {isPhoto ? null : subject?.({ frame, stage, viewport, density })}
      </section>
      <Tags
        room={inCss(visibleRect(viewport, size, stage), density)}
        names={[isPhoto ? say('stage.tag.original') : sizeInWords(size)]}
      />
      <ViewBar
        mode="cutout"
        canSwitch
        hasKeys={hasKeys}
        surface={surface}
        hasBackdrop={backdrop.kind === 'colour'}
        onSurface={onSurface}
        zoom={percentInWords(scale)}
        onMode={() => {}}
        control={control}
        looks={
          <Choice<Look>
            label={say('stage.view')}
            options={looks.map((one) => ({ value: one, label: say(`stage.view.${one}`) }))}
            value={isPhoto ? 'photo' : 'result'}
            onChange={setLook}
          />
        }
      />
    </>
  )
}
