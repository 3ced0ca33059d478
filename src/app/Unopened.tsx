import { say } from '#core/say.ts'
import { Button } from '#ui/Button.tsx'

/** Stands in the place of the page where the app behind it could not be loaded. What failed to load once is not asked for again before a reload. */
export function Unopened({ error }: { error: Error }) {
  return (
    <main className="broken" role="alert">
      <h1>{say('app.missing')}</h1>
      <p>{say('app.missing.next')}</p>
      <div className="broken-actions">
        <Button look="primary" onClick={() => location.reload()}>
          {say('common.reload')}
        </Button>
      </div>
      <details>
        <summary>{say('common.details')}</summary>
        <code>{`${error.name}: ${error.message}`}</code>
      </details>
    </main>
  )
}
