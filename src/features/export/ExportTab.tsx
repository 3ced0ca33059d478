import { useStore } from 'zustand'
import { qualityRange } from '#core/settings.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Choice } from '#ui/Choice.tsx'
import { Range } from '#ui/Range.tsx'
import './export.css'

const settingsOf = (state: AppState) => state.exportSettings

/** How the file is written. */
export function ExportTab({ app }: { app: App }) {
  const { format, content, quality, backdrop } = useStore(app.store, settingsOf)
  return (
    <>
      <Choice
        className="choice-framed"
        label="Format"
        isLabelShown
        options={formats}
        value={format}
        onChange={(next) => app.saving.set({ format: next })}
      />
      {format === 'png' ? (
        <p className="small-print">PNG keeps every pixel as it is.</p>
      ) : (
        <Range
          label="Quality"
          value={quality}
          min={qualityRange.min}
          max={qualityRange.max}
          onChange={(next) => app.saving.set({ quality: next })}
        />
      )}
      {format === 'jpeg' && content === 'cutout' && backdrop.kind === 'transparent' ? (
        <p className="small-print">
          JPEG knows no transparency: the background becomes white, or the colour you choose.
        </p>
      ) : null}
      <Choice
        className="choice-framed"
        label="Content"
        isLabelShown
        options={contents}
        value={content}
        onChange={(next) => app.saving.set({ content: next })}
      />
      {content === 'mask' ? (
        <p className="small-print">The mask is a grey picture: white where the subject is, black elsewhere.</p>
      ) : null}
    </>
  )
}

const formats = [
  { value: 'png', label: 'PNG' },
  { value: 'webp', label: 'WebP' },
  { value: 'jpeg', label: 'JPEG' },
] as const

const contents = [
  { value: 'cutout', label: 'Cut-out' },
  { value: 'mask', label: 'Mask' },
] as const
