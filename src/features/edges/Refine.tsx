import { Sparkles } from 'lucide-react'
import { type RefineSettings, refineRanges } from '#core/edges.ts'
import { percentInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { Button } from '#ui/Button.tsx'
import { Progress } from '#ui/Progress.tsx'

interface RefineProps {
  settings: RefineSettings
  /** The share that is done, while it works on this photo. */
  done: number | undefined
  isOff: boolean
  /** Whether the brush has marked where hair is. */
  isMarked: boolean
  onStart(): void
  onCancel(): void
  onSettings(change: Partial<RefineSettings>): void
}

/** Alpha matting: the edge is found anew from the photo itself. */
export function Refine({ settings, done, isOff, isMarked, onStart, onCancel, onSettings }: RefineProps) {
  return (
    <section className="refine" aria-label={say('edges.refine')}>
      {done === undefined ? (
        <Button icon={<Sparkles />} disabled={isOff} onClick={onStart}>
          {say('edges.refine')}
        </Button>
      ) : (
        <div className="refine-working" data-testid="refining">
          <span>{say('edges.refining')}</span>
          <span className="figures">{percentInWords(done)}</span>
          <Button look="plain" aria-label={say('edges.refining.cancelWhat')} onClick={onCancel}>
            {say('edges.refining.cancel')}
          </Button>
          <Progress label={say('edges.refining')} value={done} />
        </div>
      )}
      <p className="small-print">{say(isMarked ? 'edges.refine.marked' : 'edges.refine.unmarked')}</p>
      <details>
        <summary>{say('edges.refine.sure')}</summary>
        <div className="refine-fields">
          {fields.map((key) => (
            <label key={key}>
              <span>{say(`edges.refine.${key}`)}</span>
              <input
                type="number"
                {...refineRanges[key]}
                value={settings[key]}
                onChange={(event) => onSettings({ [key]: event.currentTarget.valueAsNumber })}
              />
            </label>
          ))}
        </div>
      </details>
    </section>
  )
}

const fields = [
  'foregroundAbove',
  'backgroundBelow',
  'erodePixels',
] as const satisfies readonly (keyof RefineSettings)[]
