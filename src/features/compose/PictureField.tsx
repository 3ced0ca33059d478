import { ImagePlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ChosenBackdrop } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
import { pictureBehind } from '#platform/pictureBehind.ts'
import type { App } from '#state/app.ts'
import { Button } from '#ui/Button.tsx'
import { Choice } from '#ui/Choice.tsx'
import { useLatest } from '#ui/useLatest.ts'

type Picture = Extract<ChosenBackdrop, { kind: 'picture' }>

interface PictureFieldProps {
  app: App
  /** The one that is chosen, if one is. */
  picture: Picture | undefined
  onChange(picture: Picture): void
}

/** A picture of one's own behind the cutout: chosen, dropped here, or pasted while this is open. */
export function PictureField({ app, picture, onChange }: PictureFieldProps) {
  const picker = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = async (files: FileList | undefined) => {
    const [file] = files ?? []
    if (file === undefined) return
    const outcome = await pictureBehind(file)
    if (!app.composing.isFit(outcome, file.name)) return
    const fit = picture?.fit ?? 'fill'
    onChange({ kind: 'picture', id: crypto.randomUUID(), name: file.name, picture: outcome.value, fit })
  }
  const latest = useLatest(take)
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData === null || event.clipboardData.files.length === 0) return
      // Here it is a background; elsewhere a pasted picture is a photo to be cut.
      event.preventDefault()
      event.stopImmediatePropagation()
      void latest.current(event.clipboardData.files)
    }
    addEventListener('paste', paste, { capture: true })
    return () => removeEventListener('paste', paste, { capture: true })
  }, [])
  return (
    <div className="field-group">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files are dropped on it; the button inside does the same by key */}
      <div
        className="picture-well"
        data-over={isOver}
        onDragOver={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false)
          if (event.dataTransfer.files.length === 0) return
          event.preventDefault()
          void take(event.dataTransfer.files)
        }}
      >
        <Button icon={<ImagePlus />} onClick={() => picker.current?.click()}>
          {say(picture === undefined ? 'compose.picture.choose' : 'compose.picture.chooseAnother')}
        </Button>
        <small>{picture === undefined ? say('compose.picture.bring') : picture.name}</small>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        accept="image/*"
        data-testid="backdrop-input"
        onChange={(event) => {
          void take(event.currentTarget.files ?? undefined)
        }}
      />
      {picture === undefined ? null : (
        <Choice
          className="choice-framed"
          label={say('compose.picture.fit')}
          options={fits.map((fit) => ({ value: fit, label: say(`compose.picture.fit.${fit}`) }))}
          value={picture.fit}
          onChange={(fit) => onChange({ ...picture, fit })}
        />
      )}
    </div>
  )
}

const fits = ['fill', 'fit'] as const satisfies readonly Picture['fit'][]
