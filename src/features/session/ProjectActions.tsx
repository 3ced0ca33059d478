import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
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
        Project file
      </h3>
      <p>One file with these photos, their cutouts, strokes and settings: for another device, or to put away.</p>
      <label className="session-switch">
        <input type="checkbox" checked={withPhotos} onChange={(event) => setWithPhotos(event.currentTarget.checked)} />
        <span>
          With the photos themselves
          <small>Without them it is small, and takes the photos when they are brought again.</small>
        </span>
      </label>
      <div>
        <Button icon={icon} disabled={project !== undefined} onClick={() => void app.projects.save(withPhotos)}>
          {project === 'saving' ? 'Saving the project…' : 'Save as a project'}
        </Button>
      </div>
    </section>
  )
}
