import { type ChangeEvent, useRef } from 'react'
import { adviceOf } from '#core/reasons.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { Notice } from '#state/notice.ts'
import { Button } from '#ui/Button.tsx'

interface SourceSilentProps {
  app: App
  notice: Extract<Notice, { kind: 'source-silent' }>
  onDone(): void
}

/** Says that nothing comes from where a model is fetched, and what a person can do about it. */
export function SourceSilent({ app, notice: { entryId, name, hosts }, onDone }: SourceSilentProps) {
  const input = useRef<HTMLInputElement>(null)
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    void app.shelf.addFiles([...(event.currentTarget.files ?? [])])
    onDone()
  }
  return (
    <div className="notice-ways">
      <p role="alert">
        <b translate="no">{`${say('failure.of', { name })} `}</b>
        <span>{`${adviceOf('download-silent').what} `}</span>
        <small>{say('failure.silent', { hosts: hosts.join(', ') })}</small>
      </p>
      <div>
        <Button look="plain" onClick={() => input.current?.click()}>
          {say('failure.silent.add')}
        </Button>
        <Button
          look="plain"
          onClick={() => {
            app.shelf.showSources()
            onDone()
          }}
        >
          {say('failure.silent.source')}
        </Button>
        <Button
          look="plain"
          onClick={() => {
            onDone()
            void app.shelf.tryAgain(entryId)
          }}
        >
          {say('failure.silent.again')}
        </Button>
      </div>
      <input ref={input} type="file" data-testid="silent-input" hidden accept=".safetensors,.onnx" onChange={add} />
    </div>
  )
}
