import type { MessageId } from '#messages/ids.ts'

/** A key as it is called on the keyboard: by its sign, which is the same in every language, or by a word. */
export type Key = string | { word: MessageId }

/** Shortcuts for one kind of work: its name, and of each the keys and what they do. */
type Group = readonly [title: MessageId, shortcuts: readonly (readonly [keys: readonly Key[], does: MessageId])[]]

const mod = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : ({ word: 'open.ctrl' } as const)
const esc = { word: 'help.key.esc' } as const
const pageDown = { word: 'help.key.pageDown' } as const
const pageUp = { word: 'help.key.pageUp' } as const
const remove = { word: 'help.key.delete' } as const
const shift = { word: 'help.key.shift' } as const
const space = { word: 'help.key.space' } as const

/** All shortcuts of the page, in the order of the work. */
export const shortcuts: readonly Group[] = [
  [
    'help.photos',
    [
      [[mod, 'V'], 'help.photos.paste'],
      [[pageUp, pageDown], 'help.photos.beside'],
      [['G'], 'help.photos.all'],
      [['Alt', '↑', '↓'], 'help.photos.move'],
      [[remove], 'help.photos.remove'],
      [[mod, 'Z'], 'help.photos.undo'],
      [[mod, shift, 'Z'], 'help.photos.redo'],
      [['R'], 'help.photos.again'],
      [[esc], 'help.photos.cancel'],
      [['T', 'N', 'L'], 'help.photos.doubtful'],
    ],
  ],
  [
    'help.view',
    [
      [['C', 'X', 'M'], 'help.view.compare'],
      [[space], 'help.view.original'],
      [['+', '−'], 'help.view.zoom'],
      [['F', '1'], 'help.view.fit'],
      [['←', '→'], 'help.view.divider'],
    ],
  ],
  [
    'help.brush',
    [
      [['B'], 'help.brush.open'],
      [['X'], 'help.brush.tool'],
      [['S'], 'help.brush.nature'],
      [['[', ']'], 'help.brush.size'],
      [['O'], 'help.brush.overlay'],
      [['←', '→', '↑', '↓'], 'help.brush.move'],
      [[space], 'help.brush.paint'],
      [[shift], 'help.brush.line'],
      [['Alt'], 'help.brush.other'],
    ],
  ],
  [
    'help.subject',
    [
      [['←', '→', '↑', '↓'], 'help.subject.move'],
      [['+', '−'], 'help.subject.size'],
      [[',', '.'], 'help.subject.turn'],
      [['H', 'V'], 'help.subject.flip'],
    ],
  ],
  [
    'help.save',
    [
      [['D'], 'help.save.download'],
      [['K'], 'help.save.copy'],
      [['?'], 'help.save.help'],
    ],
  ],
]
