import { Sparkles } from 'lucide-react'
import { type RefineSettings, refineRanges } from '#core/edges.ts'
import { percentInWords } from '#core/figures.ts'
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
    <section className="refine" aria-label="Refine hair edge">
      {done === undefined ? (
        <Button icon={<Sparkles />} disabled={isOff} onClick={onStart}>
          Refine hair edge
        </Button>
      ) : (
        <div className="refine-working" data-testid="refining">
          <span>Refining the edge</span>
          <span className="figures">{percentInWords(done)}</span>
          <Button look="plain" aria-label="Cancel refining" onClick={onCancel}>
            Cancel
          </Button>
          <Progress label="Refining the edge" value={done} />
        </div>
      )}
      <p className="small-print">
        {isMarked
          ? 'Finds single hairs in the photo itself, where you marked them with the brush.'
          : 'Finds single hairs in the photo itself, all along the edge; where only, the brush can say (Brush, Hair).'}
      </p>
      <details>
        <summary>What counts as sure</summary>
        <div className="refine-fields">
          {fields.map(([key, label]) => (
            <label key={key}>
              <span>{label}</span>
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
  ['foregroundAbove', 'Subject above'],
  ['backgroundBelow', 'Background below'],
  ['erodePixels', 'Narrowed by, px'],
] as const satisfies readonly (readonly [keyof RefineSettings, string])[]
