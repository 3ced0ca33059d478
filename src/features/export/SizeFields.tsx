import { useState } from 'react'
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
          label="Size of the file"
          isLabelShown
          options={kinds}
          value={size.kind}
          onChange={(kind) => set(starts[kind])}
        />
        {size.kind === 'percent' ? (
          <NumberField
            label="Of width and height"
            unit="%"
            value={size.percent}
            {...sizeRanges.percent}
            onChange={(percent) => set({ kind: 'percent', percent })}
          />
        ) : null}
        {size.kind === 'longest' ? (
          <NumberField
            label="Longest side"
            unit="px"
            value={size.pixels}
            {...sizeRanges.longest}
            onChange={(pixels) => set({ kind: 'longest', pixels })}
          />
        ) : null}
        {size.kind === 'enlarged' ? (
          <Choice
            className="choice-framed"
            label="How much larger"
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
            label="For screens of"
            isLabelShown
            options={sets}
            value={`${densities}`}
            onChange={(next) => onChange({ densities: next === '1' ? 1 : next === '2' ? 2 : 3 })}
          />
          {densities === 1 ? null : <p className="small-print">{notes.set}</p>}
        </div>
      ) : null}
      {canLimit(settings) ? (
        <div className="noted">
          <Switch
            label="Limit the file size"
            detail={notes.limit}
            isOn={mostKilobytes > 0}
            onChange={(isOn) => onChange({ mostKilobytes: isOn ? kilobytes : 0 })}
          />
          {mostKilobytes > 0 ? (
            <NumberField
              label="At most"
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

const kinds = [
  { value: 'full', label: 'Full' },
  { value: 'percent', label: 'Percent' },
  { value: 'longest', label: 'Pixels' },
  { value: 'enlarged', label: 'Enlarge' },
] as const

const sets = [
  { value: '1', label: '1×' },
  { value: '2', label: '1× and 2×' },
  { value: '3', label: '1×, 2×, 3×' },
] as const

const starts = {
  full: { kind: 'full' },
  percent: { kind: 'percent', percent: 50 },
  longest: { kind: 'longest', pixels: 1600 },
  enlarged: { kind: 'enlarged', times: 2 },
} as const
