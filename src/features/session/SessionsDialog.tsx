import { FilePlus2, FolderOpen, PackageOpen, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { SessionFacts } from '#core/sessions/sessionWorker.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import type { SessionState } from '#state/sessionState.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { DeleteSession } from './DeleteSession.tsx'
import { ForgetEverything } from './ForgetEverything.tsx'
import { ProjectActions } from './ProjectActions.tsx'
import { SessionRow } from './SessionRow.tsx'
import './session.css'

const sessionOf = (state: AppState) => state.session
const isEmptyOf = (state: AppState) => state.jobs.length === 0

/** What is kept on this device for the next visit: opened, named and deleted here, taken elsewhere as a file, and forgotten. */
export function SessionsDialog({ app }: { app: App }) {
  const session = useStore(app.store, sessionOf)
  const isEmpty = useStore(app.store, isEmptyOf)
  const [question, setQuestion] = useState<SessionFacts | 'forget'>()
  const picker = useRef<HTMLInputElement>(null)
  const close = () => app.sessions.setOpen(false)
  const back = () => setQuestion(undefined)
  if (question === 'forget') return <ForgetEverything app={app} onClose={back} />
  if (question !== undefined) return <DeleteSession app={app} facts={question} onClose={back} />
  const listed = shown(session)
  return (
    <Dialog title={say('session.title')} width="wide" onClose={close}>
      <div className="sessions" data-testid="sessions">
        <p>{keepingInWords(session, listed)}</p>
        {listed.length === 0 ? null : (
          <ul className="session-list" aria-label={say('session.list')}>
            {listed.map((facts) => (
              <SessionRow
                key={facts.id}
                app={app}
                facts={facts}
                isCurrent={facts.id === session.current?.id}
                onDelete={() => setQuestion(facts)}
              />
            ))}
          </ul>
        )}
        <div className="session-actions">
          <Button icon={<FilePlus2 />} disabled={isEmpty} onClick={() => void app.sessions.startAfresh().then(close)}>
            {say('session.new')}
          </Button>
          <Button
            icon={<FolderOpen />}
            disabled={session.project !== undefined}
            onClick={() => picker.current?.click()}
          >
            {say(session.project === 'opening' ? 'session.project.opening' : 'session.project.open')}
          </Button>
          <input
            ref={picker}
            type="file"
            hidden
            data-testid="project-input"
            accept=".clearcut"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? []
              event.currentTarget.value = ''
              if (file !== undefined) void app.projects.open(file).then(() => app.sessions.refresh())
            }}
          />
        </div>
        {isEmpty ? null : <ProjectActions app={app} icon={<PackageOpen />} />}
        <section className="session-forget" aria-labelledby="session-forget-title">
          <h3 id="session-forget-title" className="label">
            {say('session.privacy')}
          </h3>
          <p>{say('session.privacy.note')}</p>
          <div>
            <Button look="danger" icon={<Trash2 />} onClick={() => setQuestion('forget')}>
              {say('session.forget')}
            </Button>
          </div>
        </section>
      </div>
    </Dialog>
  )
}

/** Sessions with photos or a name: others were begun and nothing more. */
function shown({ list = [] }: SessionState): SessionFacts[] {
  return list.filter(({ photos, name }) => photos > 0 || name !== undefined)
}

function keepingInWords({ keeping, list }: SessionState, listed: readonly SessionFacts[]): string {
  if (keeping === 'refused') return say('session.keeping.refused')
  const room = keeping === 'full' ? 'full' : 'other'
  if (list === undefined) return say('session.keeping.looking', { room })
  if (listed.length === 0) return say('session.keeping.none', { room })
  const bytes = listed.reduce((sum, facts) => sum + facts.bytes, 0)
  return say('session.keeping.some', { room, count: listed.length, size: bytesInWords(bytes) })
}
