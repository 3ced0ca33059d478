import { useState } from 'react'
import { useStore } from 'zustand'
import { isUnblended } from '#core/blending.ts'
import { type ChosenBackdrop, effectRanges } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { compositionOf } from '#state/selectors.ts'
import { Choice } from '#ui/Choice.tsx'
import { Range } from '#ui/Range.tsx'
import { BlendFields } from './BlendFields.tsx'
import { DarkField } from './DarkField.tsx'
import { GlowFields } from './GlowFields.tsx'
import { GradientFields } from './GradientFields.tsx'
import { OutlineFields } from './OutlineFields.tsx'
import { PictureField } from './PictureField.tsx'
import { PlainColours } from './PlainColours.tsx'
import { SceneFields, sceneColours } from './SceneFields.tsx'
import { ScopeChoice } from './ScopeChoice.tsx'
import { ShadowFields } from './ShadowFields.tsx'
import { ToneFields } from './ToneFields.tsx'
import './backdrop.css'
import './effects.css'

const selectedOf = (state: AppState) => state.selectedId

/** What lies behind the selected photo's cutout, or behind all. */
export function BackgroundTab({ app }: { app: App }) {
  const id = useStore(app.store, selectedOf)
  return id === undefined ? null : <BackgroundOf app={app} id={id} />
}

type Way = 'plain' | Exclude<ChosenBackdrop['kind'], 'transparent' | 'colour'>

function BackgroundOf({ app, id }: { app: App; id: string }) {
  const { backdrop, shadow, outline, tones, glow, blending } = useStore(app.store, (state) => compositionOf(state, id))
  const [way, setWay] = useState<Way>()
  const set = (next: ChosenBackdrop) => app.composing.set(id, { backdrop: next })
  const own = wayOf(backdrop)
  // A picture is only there once it is chosen: until then its way is open, and what was there stays.
  const open = way === 'picture' ? way : own
  const choose = (next: Way) => {
    setWay(next)
    if (next !== own && next !== 'picture') set(starting[next])
  }
  return (
    <>
      <ScopeChoice app={app} id={id} />
      <Choice
        className="choice-framed ways"
        label={say('compose.background')}
        isLabelShown
        options={ways.map((one) => ({ value: one, label: say(`compose.background.${one}`) }))}
        value={open}
        onChange={choose}
      />
      {open === 'plain' && own === 'plain' ? <PlainColours backdrop={backdrop} onChange={set} /> : null}
      {backdrop.kind === 'gradient' && open === 'gradient' ? (
        <GradientFields gradient={backdrop} onChange={set} />
      ) : null}
      {open === 'picture' ? (
        <PictureField app={app} picture={backdrop.kind === 'picture' ? backdrop : undefined} onChange={set} />
      ) : null}
      {backdrop.kind === 'scene' && open === 'scene' ? <SceneFields scene={backdrop} onChange={set} /> : null}
      {backdrop.kind === 'picture' && open === 'picture' ? <DarkField backdrop={backdrop} onChange={set} /> : null}
      {backdrop.kind === 'blurred' && open === 'blurred' ? (
        <div className="noted">
          <Range
            label={say('compose.blur')}
            value={backdrop.blurPercent}
            {...effectRanges.blurPercent}
            shown={say('compose.percent', { percent: backdrop.blurPercent })}
            onChange={(blurPercent) => set({ ...backdrop, blurPercent })}
          />
          <DarkField backdrop={backdrop} onChange={set} />
          <p className="small-print">{say('compose.blur.detail')}</p>
        </div>
      ) : null}
      <ShadowFields shadow={shadow} onChange={(next) => app.composing.set(id, { shadow: next })} />
      <OutlineFields outline={outline} onChange={(next) => app.composing.set(id, { outline: next })} />
      <GlowFields glow={glow} onChange={(next) => app.composing.set(id, { glow: next })} />
      <ToneFields
        tones={tones}
        isUsed={!isUnblended(blending)}
        onChange={(next) => app.composing.set(id, { tones: next })}
      >
        <BlendFields
          blending={blending}
          hasBackdrop={backdrop.kind !== 'transparent'}
          onChange={(next) => app.composing.set(id, { blending: next })}
        />
      </ToneFields>
    </>
  )
}

function wayOf({ kind }: ChosenBackdrop): Way {
  return kind === 'transparent' || kind === 'colour' ? 'plain' : kind
}

const starting: Record<Exclude<Way, 'picture'>, ChosenBackdrop> = {
  plain: { kind: 'transparent' },
  gradient: { kind: 'gradient', shape: 'linear', from: '#f4efe8', to: '#c9bba8', degrees: 180 },
  scene: { kind: 'scene', scene: 'paper', colour: sceneColours.paper },
  blurred: { kind: 'blurred', blurPercent: 3 },
}

const ways = ['plain', 'gradient', 'scene', 'picture', 'blurred'] as const satisfies readonly Way[]
