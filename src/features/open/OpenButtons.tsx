import { Camera, FolderOpen, ImagePlus } from 'lucide-react'
import { type ChangeEvent, useEffect, useRef } from 'react'
import { say } from '#core/say.ts'
import { acceptedFiles, filesOfInput } from '#platform/droppedFiles.ts'
import type { FirstActions } from '#state/opening.ts'
import { Button } from '#ui/Button.tsx'

/** The ways to begin without dropping: photos, a folder, and on a phone its camera. */
export function OpenButtons({ app }: { app: FirstActions }) {
  const photos = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (folder.current !== null) folder.current.webkitdirectory = true
  }, [])
  const bring = (event: ChangeEvent<HTMLInputElement>) => {
    app.bring(filesOfInput(event.currentTarget.files ?? []))
    // The same file may be chosen again later.
    event.currentTarget.value = ''
  }

  return (
    <div className="open-buttons">
      <Button look="primary" size="l" icon={<ImagePlus />} onClick={() => photos.current?.click()}>
        {say('open.photos')}
      </Button>
      <Button size="l" className="open-folder" icon={<FolderOpen />} onClick={() => folder.current?.click()}>
        {say('open.folder')}
      </Button>
      <Button size="l" className="open-camera" icon={<Camera />} onClick={() => camera.current?.click()}>
        {say('open.camera')}
      </Button>
      <input
        ref={photos}
        type="file"
        data-testid="photos-input"
        hidden
        multiple
        accept={acceptedFiles}
        onChange={bring}
      />
      <input ref={folder} type="file" data-testid="folder-input" hidden multiple onChange={bring} />
      <input ref={camera} type="file" hidden accept="image/*" capture="environment" onChange={bring} />
    </div>
  )
}
