import { adviceOf } from '#core/reasons.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { Notice } from '#state/notice.ts'
import { Button } from '#ui/Button.tsx'
import { SourceSilent } from './SourceSilent.tsx'

export interface FailureCardProps {
  app: App
  notice: Extract<Notice, { kind: 'failure' | 'source-silent' }>
  onDone(): void
}

/** What went wrong and what can be done about it. Its words are many, and the page begins without them. */
export function FailureCard({ app, notice, onDone }: FailureCardProps) {
  if (notice.kind === 'source-silent') return <SourceSilent app={app} notice={notice} onDone={onDone} />
  const { reason, subject, detail } = notice
  const { what, next } = adviceOf(reason, detail)
  return (
    <>
      <div role="alert">
        <p>
          {subject === undefined ? null : <b translate="no">{`${say('failure.of', { name: subject })} `}</b>}
          <span>{`${what} ${next}`}</span>
        </p>
        {detail === undefined ? null : (
          <details>
            <summary>{say('common.details')}</summary>
            <code>{detail}</code>
          </details>
        )}
      </div>
      {reason === 'storage-full' || reason === 'session-full' ? (
        <Button
          look="plain"
          onClick={() => {
            if (reason === 'session-full') app.sessions.setOpen(true)
            else app.store.setState({ isShelfOpen: true })
            onDone()
          }}
        >
          {say('failure.free')}
        </Button>
      ) : null}
    </>
  )
}
