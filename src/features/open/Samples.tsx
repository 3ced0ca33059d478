import { useEffect, useState } from 'react'
import { say } from '#core/say.ts'
import type { MessageId } from '#messages/ids.ts'
import { fileOfSample, loadSamples, type Sample } from '#platform/samples.ts'
import type { FirstActions } from '#state/opening.ts'

interface SamplesProps {
  app: FirstActions
  baseUrl: string
}

/** Photos to try it with; nothing where none came with the page. Until that is known they have their room, so that nothing moves when they come. */
export function Samples({ app, baseUrl }: SamplesProps) {
  const [samples, setSamples] = useState<Sample[]>()
  useEffect(() => {
    void loadSamples(baseUrl).then(setSamples)
  }, [baseUrl])
  if (samples === undefined) return <SamplesRoom />
  if (samples.length === 0) return null

  const open = async (sample: Sample) => {
    const file = await fileOfSample(sample).catch(() => undefined)
    app.bring([file === undefined ? { name: sample.name, file, reason: 'file-gone' } : { name: sample.name, file }])
  }

  return (
    <div className="samples">
      <span id="samples-label">{say('open.samples')}</span>
      <ul aria-labelledby="samples-label">
        {samples.map((sample) => (
          <li key={sample.url}>
            <button
              type="button"
              className="sample"
              aria-label={say('open.samples.try', { sample: titleOf(sample) })}
              onClick={() => void open(sample)}
            >
              <img src={sample.thumbnailUrl} alt="" width="64" height="64" decoding="async" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function SamplesRoom() {
  return (
    <div className="samples" aria-hidden="true">
      <span>{say('open.samples')}</span>
      <ul>
        {Object.keys(known).map((name) => (
          <li key={name} className="sample sample-room" />
        ))}
      </ul>
    </div>
  )
}

/** Those that come with Clearcut; what is on others stands beside their files. */
const known: Readonly<Record<string, MessageId>> = {
  'horse.webp': 'open.sample.horse',
  'portrait.webp': 'open.sample.portrait',
  'vase.webp': 'open.sample.vase',
}

function titleOf({ name, title }: Sample): string {
  const id = known[name]
  return id === undefined ? title : say(id)
}
