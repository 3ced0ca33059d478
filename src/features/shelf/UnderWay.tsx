import { Pause, Play, X } from 'lucide-react'
import { say } from '#core/say.ts'
import type { Download } from '#core/shelf.ts'
import type { App } from '#state/app.ts'
import { IconButton } from '#ui/Button.tsx'
import { Progress } from '#ui/Progress.tsx'
import { downloadInWords, isGoing, shareOf } from './downloadWords.ts'
import { KeptList } from './KeptList.tsx'
import './underWay.css'

/** How far a download is, with the ways to stop it and to go on. */
export function UnderWay({ app, download }: { app: App; download: Download }) {
  const { id, name, doneBytes, state } = download
  const isFailed = state.status === 'failed'
  return (
    <div className="under-way" data-status={download.state.status}>
      {isFailed && doneBytes === 0 ? null : (
        <Progress label={say('shelf.downloadOf', { name })} value={shareOf(download)} />
      )}
      <p className="under-way-says">{downloadInWords(download)}</p>
      {isGoing(download) ? (
        <IconButton
          label={say('shelf.pause', { name })}
          tip="none"
          icon={<Pause />}
          onClick={() => void app.shelf.pause(id)}
        />
      ) : (
        <IconButton
          label={say('shelf.continue', { name })}
          tip="none"
          icon={<Play />}
          onClick={() => void app.shelf.download(id)}
        />
      )}
      <IconButton
        label={say('shelf.cancel', { name })}
        tip="none"
        icon={<X />}
        onClick={() => void app.shelf.cancel(id)}
      />
      {isFailed && state.reason === 'storage-full' ? (
        <div className="under-way-room">
          <p>{say('shelf.canBeFreed')}</p>
          <KeptList app={app} isForRoom />
        </div>
      ) : null}
    </div>
  )
}
