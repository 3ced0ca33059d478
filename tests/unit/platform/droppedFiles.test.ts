import { describe, expect, it } from 'vitest'
import { filesOfDrop, filesOfInput, filesOfPaste } from '#platform/droppedFiles.ts'

type Tree = { [name: string]: Tree | 'file' | 'unreadable' }

/** A dropped folder or file as browsers give it: folders hand out their children a few at a time. */
function entryOf(name: string, content: Tree | 'file' | 'unreadable', above = ''): object {
  const fullPath = `${above}/${name}`
  if (typeof content === 'string') {
    const file = (give: (file: File) => void, refuse: (error: Error) => void) =>
      content === 'file' ? give(new File(['x'], name)) : refuse(new Error('gone'))
    return { name, fullPath, isDirectory: false, isFile: true, file }
  }
  const children = Object.entries(content).map(([child, below]) => entryOf(child, below, fullPath))
  const createReader = () => {
    const left = [...children]
    return { readEntries: (give: (entries: object[]) => void) => give(left.splice(0, 2)) }
  }
  return { name, fullPath, isDirectory: true, isFile: false, createReader }
}

function dropOf(tree: Tree): DataTransfer {
  const items = Object.entries(tree).map(([name, content]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(name, content),
    getAsFile: () => new File(['x'], name),
  }))
  // Node has no DataTransfer; of the browser's one only the items are looked at.
  return { items } as unknown as DataTransfer
}

const names = async (tree: Tree) => (await filesOfDrop(dropOf(tree))).map(({ name }) => name)

describe('files of a drop', () => {
  it('come from folders to the bottom, all of them, in the order of their names', async () => {
    const tree: Tree = {
      'one.jpg': 'file',
      holiday: { 'b10.jpg': 'file', 'b9.jpg': 'file', deeper: { 'c.png': 'file' }, 'a.jpg': 'file', 'z.txt': 'file' },
    }
    expect(await names(tree)).toEqual(['one.jpg', 'a.jpg', 'b9.jpg', 'b10.jpg', 'c.png', 'z.txt'])
  })

  it('leave out what systems put into folders, but not what a person dropped or hid', async () => {
    const tree: Tree = {
      '.DS_Store': 'file',
      holiday: {
        '.DS_Store': 'file',
        'Thumbs.db': 'file',
        '._a.jpg': 'file',
        __MACOSX: { 'a.jpg': 'file' },
        '.hidden.jpg': 'file',
      },
    }
    expect(await names(tree)).toEqual(['.DS_Store', '.hidden.jpg'])
  })

  it('keep the folders that they lay in', async () => {
    const found = await filesOfDrop(dropOf({ 'one.jpg': 'file', tree: { red: { 'a.png': 'file' }, 'a.png': 'file' } }))
    expect(found.map(({ folder, name }) => [folder, name])).toEqual([
      [undefined, 'one.jpg'],
      ['tree', 'a.png'],
      ['tree/red', 'a.png'],
    ])
  })

  it('stay visible when they cannot be read', async () => {
    const found = await filesOfDrop(dropOf({ holiday: { 'gone.jpg': 'unreadable', 'here.jpg': 'file' } }))
    expect(found).toMatchObject([{ name: 'gone.jpg', file: undefined, reason: 'file-gone' }, { name: 'here.jpg' }])
  })
})

describe('files of a field and of the clipboard', () => {
  it('leave out what systems put into a chosen folder', () => {
    const inFolder = (path: string) =>
      Object.defineProperty(new File(['x'], path.split('/').at(-1) ?? ''), 'webkitRelativePath', { value: path })
    const files = [inFolder('holiday/a.jpg'), inFolder('holiday/.DS_Store'), inFolder('__MACOSX/a.jpg')]
    expect(filesOfInput(files)).toMatchObject([{ name: 'a.jpg', folder: 'holiday' }])
  })

  it('are named by their turn when they are screenshots', () => {
    const files = [new File(['x'], 'image.png'), new File(['x'], 'cat.png')]
    const found = filesOfPaste({ files } as unknown as DataTransfer, () => 'pasted-1.png')
    expect(found.map(({ name }) => name)).toEqual(['pasted-1.png', 'cat.png'])
  })
})
