import { useState } from 'react'
import { say } from '#core/say.ts'
import { canBeSet, canLimit, type ExportSettings } from '#core/settings.ts'
import { enlargements, sizeRanges, type WantedSize } from '#core/writtenSize.ts'
import { Choice } from '#ui/Choice.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { Switch } from '#ui/Switch.tsx'
import type { SizeNotes } from './sizeNotes.ts'

interface SizeFieldsProps {
  settings: ExportSettings
  notes: SizeNotes
  onChange(change: Partial<ExportSettings>): void
}

/** What a person begins with who limits files. */
const usualKilobytes = 200

/** How large files are, in pixels and in bytes. */
export function SizeFields({ settings, notes, onChange }: SizeFieldsProps) {
  const { size, densities, mostKilobytes } = settings
  const [kilobytes, setKilobytes] = useState(mostKilobytes === 0 ? usualKilobytes : mostKilobytes)
  const set = (next: WantedSize) => onChange({ size: next })
  return (
    <>
      <div className="noted">
        <Choice
          className="choice-framed"
          label={say('export.size')}
          isLabelShown
          options={kinds.map((value) => ({ value, label: say(`export.size.${value}`) }))}
          value={size.kind}
          onChange={(kind) => set(starts[kind])}
        />
        {size.kind === 'percent' ? (
          <NumberField
            label={say('export.size.ofBoth')}
            unit="%"
            value={size.percent}
            {...sizeRanges.percent}
            onChange={(percent) => set({ kind: 'percent', percent })}
          />
        ) : null}
        {size.kind === 'longest' ? (
          <NumberField
            label={say('export.size.longestSide')}
            unit="px"
            value={size.pixels}
            {...sizeRanges.longest}
            onChange={(pixels) => set({ kind: 'longest', pixels })}
          />
        ) : null}
        {size.kind === 'enlarged' ? (
          <Choice
            className="choice-framed"
            label={say('export.size.howMuch')}
            options={enlargements.map((times) => ({ value: `${times}`, label: `${times}×` }))}
            value={`${size.times}`}
            onChange={(next) => set({ kind: 'enlarged', times: next === '4' ? 4 : 2 })}
          />
        ) : null}
        <p className="small-print">{notes.size}</p>
      </div>
      {canBeSet(settings) ? (
        <div className="noted">
          <Choice
            className="choice-framed"
            label={say('export.set')}
            isLabelShown
            options={[
              { value: '1', label: '1×' },
              { value: '2', label: say('export.set.2') },
              { value: '3', label: say('export.set.3') },
            ]}
            value={`${densities}`}
            onChange={(next) => onChange({ densities: next === '1' ? 1 : next === '2' ? 2 : 3 })}
          />
          {densities === 1 ? null : <p className="small-print">{notes.set}</p>}
        </div>
      ) : null}
      {canLimit(settings) ? (
        <div className="noted">
          <Switch
            label={say('export.limit')}
            detail={notes.limit}
            isOn={mostKilobytes > 0}
            onChange={(isOn) => onChange({ mostKilobytes: isOn ? kilobytes : 0 })}
          />
          {mostKilobytes > 0 ? (
            <NumberField
              label={say('export.limit.most')}
              unit="kB"
              value={mostKilobytes}
              {...sizeRanges.kilobytes}
              onChange={(next) => {
                setKilobytes(next)
                onChange({ mostKilobytes: next })
              }}
            />
          ) : null}
        </div>
      ) : null}
    </>
  )
}

const kinds = ['full', 'percent', 'longest', 'enlarged'] as const

const starts = {
  full: { kind: 'full' },
  percent: { kind: 'percent', percent: 50 },
  longest: { kind: 'longest', pixels: 1600 },
  enlarged: { kind: 'enlarged', times: 2 },
} as const
