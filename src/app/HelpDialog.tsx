import { Fragment } from 'react'
import { useStore } from 'zustand'
import { maxMegapixels } from '#core/limits.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import './help.css'

const hasKeysOf = (state: AppState) => state.hasLetterKeys

/** The shortcuts, and the few things worth knowing. */
export function HelpDialog({ app, onClose }: { app: App; onClose(): void }) {
  const hasKeys = useStore(app.store, hasKeysOf)
  return (
    <Dialog title="Help and shortcuts" onClose={onClose}>
      <div className="help">
        <p>
          {`Drop or paste photos anywhere: JPEG, PNG, WebP, AVIF, HEIC, JPEG XL, JPEG 2000, TIFF, PSD, GIF, BMP, ICO or SVG, or a camera’s raw file, up to ${maxMegapixels} megapixels. Everything is worked out on this device; nothing is uploaded.`}
        </p>
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([names, does]) => (
                <Fragment key={does}>
                  <dt>{does}</dt>
                  <dd>
                    {names.map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
        <label className="help-switch">
          <input
            type="checkbox"
            checked={hasKeys}
            onChange={(event) => app.store.setState({ hasLetterKeys: event.currentTarget.checked })}
          />
          <span>Shortcuts with a single character</span>
        </label>
        <LanguageChoice app={app} />
        <p>
          <a href="THIRD-PARTY.txt" target="_blank" rel="noreferrer">
            Software that Clearcut is built with
          </a>
        </p>
      </div>
    </Dialog>
  )
}

const mod = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'

const groups: readonly (readonly [string, readonly (readonly [readonly string[], string])[]])[] = [
  [
    'Photos',
    [
      [[mod, 'V'], 'Paste a photo'],
      [['Page up', 'Page down'], 'Previous, next photo'],
      [['G'], 'All photos beside each other'],
      [['Alt', '↑', '↓'], 'In the strip: move the photo'],
      [['Delete'], 'Remove the photo'],
      [[mod, 'Z'], 'Undo: edges, strokes, removed photos'],
      [[mod, 'Shift', 'Z'], 'Redo'],
      [['R'], 'Cut again'],
      [['Esc'], 'Cancel the cut'],
      [['T', 'N', 'L'], 'Doubtful photo: leave it, next one, cut finer'],
    ],
  ],
  [
    'View',
    [
      [['C', 'X', 'M'], 'Compare, cut-out, mask'],
      [['Space'], 'The original, while it is held'],
      [['+', '−'], 'Zoom in, out'],
      [['F', '1'], 'Fit, 100 %'],
      [['←', '→'], 'Move the divider, or the zoomed picture'],
    ],
  ],
  [
    'Brush',
    [
      [['B'], 'Brush, and back'],
      [['X'], 'Keep or remove'],
      [['S'], 'Smart or exact'],
      [['[', ']'], 'Smaller, larger'],
      [['O'], 'Overlay or cut-out'],
      [['←', '→', '↑', '↓'], 'Move the brush over the picture'],
      [['Space'], 'Paint, while it is held'],
      [['Shift'], 'A line from the last stroke'],
      [['Alt'], 'The other of keep and remove'],
    ],
  ],
  [
    'Subject on the canvas',
    [
      [['←', '→', '↑', '↓'], 'Move it; with Shift farther'],
      [['+', '−'], 'Larger, smaller'],
      [[',', '.'], 'Turn it; with Shift farther'],
      [['H', 'V'], 'Flip it left to right, upside down'],
    ],
  ],
  [
    'Save',
    [
      [['D'], 'Download'],
      [['K'], 'Copy'],
      [['?'], 'This help'],
    ],
  ],
]
