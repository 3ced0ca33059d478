import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { longestSessionName } from '#core/sessions/record.ts'
import type { SessionFacts } from '#core/sessions/sessionWorker.ts'
import type { App } from '#state/app.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { sessionName, timeInWords } from './sessionWords.ts'

interface SessionRowProps {
  app: App
  facts: SessionFacts
  isCurrent: boolean
  onDelete(): void
}

/** One session of the list: its name, which can be changed here, what is in it, and the ways into it and out of the world. */
export function SessionRow({ app, facts, isCurrent, onDelete }: SessionRowProps) {
  const { id, name, photos, bytes, usedAt, isInUse } = facts
  const [draft, setDraft] = useState<string>()
  const shownName = sessionName(facts)
  const isElsewhere = isInUse && !isCurrent
  const end = () => {
    if (draft !== undefined && draft.trim() !== (name ?? '')) void app.sessions.rename(id, draft)
    setDraft(undefined)
  }
  return (
    <li data-session={shownName} data-current={isCurrent}>
      <span className="session-words">
        <input
          type="text"
          aria-label={say('session.row.name', { name: shownName })}
          autoComplete="off"
          maxLength={longestSessionName}
          placeholder={shownName}
          value={draft ?? name ?? ''}
          disabled={isElsewhere}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={end}
          onKeyDown={(event) => event.key === 'Enter' && end()}
        />
        <small>
          {say('session.row.about', { count: photos, size: bytesInWords(bytes), when: timeInWords(usedAt) })}
        </small>
      </span>
      {isCurrent ? (
        <span className="session-state">{say('session.row.openNow')}</span>
      ) : isElsewhere ? (
        <span className="session-state">{say('session.row.elsewhere')}</span>
      ) : (
        <Button
          aria-label={say('session.row.openNamed', { name: shownName })}
          onClick={() => void app.sessions.open(id).then(() => app.sessions.setOpen(false))}
        >
          {say('session.row.open')}
        </Button>
      )}
      <IconButton
        label={say('session.row.delete', { name: shownName, size: bytesInWords(bytes) })}
        tip="none"
        icon={<Trash2 />}
        disabled={isElsewhere}
        onClick={onDelete}
      />
    </li>
  )
}
