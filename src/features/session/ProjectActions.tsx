import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'

const projectOf = (state: AppState) => state.session.project

/** Takes the present photos and what was made of them elsewhere, as one file. */
export function ProjectActions({ app, icon }: { app: App; icon: ReactNode }) {
  const [withPhotos, setWithPhotos] = useState(true)
  const project = useStore(app.store, projectOf)
  return (
    <section className="session-project" aria-labelledby="session-project-title">
      <h3 id="session-project-title" className="label">
        {say('session.project')}
      </h3>
      <p>{say('session.project.note')}</p>
      <label className="session-switch">
        <input type="checkbox" checked={withPhotos} onChange={(event) => setWithPhotos(event.currentTarget.checked)} />
        <span>
          <span>{say('session.project.withPhotos')}</span>
          <small>{say('session.project.withoutPhotos')}</small>
        </span>
      </label>
      <div>
        <Button icon={icon} disabled={project !== undefined} onClick={() => void app.projects.save(withPhotos)}>
          {say(project === 'saving' ? 'session.project.saving' : 'session.project.save')}
        </Button>
      </div>
    </section>
  )
}
