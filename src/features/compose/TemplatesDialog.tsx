import { Download, Trash2, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import { type Template, templateLimits } from '#core/templates/template.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Switch } from '#ui/Switch.tsx'

const templatesOf = (state: AppState) => state.templates

/** A person's own templates: saved, renamed, deleted, and taken from one device to another as a file. */
export function TemplatesDialog({ app, id, onClose }: { app: App; id: string; onClose(): void }) {
  const templates = useStore(app.store, templatesOf)
  const [name, setName] = useState('')
  const [isWithFiles, setWithFiles] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  return (
    <Dialog title={say('compose.templates')} onClose={onClose}>
      <form
        className="template-save"
        onSubmit={(event) => {
          event.preventDefault()
          app.templates.save(id, name, isWithFiles)
          setName('')
        }}
      >
        <label htmlFor="template-name">{say('compose.templates.saveAs')}</label>
        <input
          id="template-name"
          type="text"
          autoComplete="off"
          maxLength={templateLimits.name}
          placeholder={say('compose.templates.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button look="primary" type="submit" disabled={name.trim() === ''}>
          {say('compose.templates.save')}
        </Button>
        <Switch
          label={say('compose.templates.withFiles')}
          detail={say('compose.templates.withFiles.detail')}
          isOn={isWithFiles}
          onChange={setWithFiles}
        />
      </form>
      {templates.length === 0 ? (
        <p className="small-print">{say('compose.templates.none')}</p>
      ) : (
        <ul className="own-templates" aria-label={say('compose.templates')}>
          {templates.map((template) => (
            <OwnTemplate key={template.id} app={app} template={template} />
          ))}
        </ul>
      )}
      <div className="dialog-actions">
        <Button icon={<Upload />} onClick={() => picker.current?.click()}>
          {say('compose.templates.import')}
        </Button>
        <Button icon={<Download />} disabled={templates.length === 0} onClick={app.templates.exportAll}>
          {say('compose.templates.export')}
        </Button>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        data-testid="template-input"
        accept=".json,application/json"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file !== undefined) void app.templates.importFrom(file)
        }}
      />
    </Dialog>
  )
}

function OwnTemplate({ app, template: { id, name } }: { app: App; template: Template }) {
  const [draft, setDraft] = useState<string>()
  const end = () => {
    if (draft !== undefined) app.templates.rename(id, draft)
    setDraft(undefined)
  }
  return (
    <li>
      <input
        type="text"
        aria-label={say('compose.templates.nameOf', { name })}
        autoComplete="off"
        maxLength={templateLimits.name}
        value={draft ?? name}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={end}
        onKeyDown={(event) => event.key === 'Enter' && end()}
      />
      <IconButton
        label={say('compose.templates.delete', { name })}
        tip="none"
        icon={<Trash2 />}
        onClick={() => app.templates.remove(id)}
      />
    </li>
  )
}
