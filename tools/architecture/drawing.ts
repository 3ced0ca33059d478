import type { Imports } from './rooms.ts'

/** What each room of the page is for; those of the workers have their own words. */
const pageRooms: Readonly<Record<string, string>> = {
  main: 'shows the first page, builds the app behind it',
  app: 'shell, notices, shortcuts',
  features: 'one folder for each thing a person does',
  state: 'the store and its actions',
  engine: 'the workers’ page half: queue, life, ways',
  platform: 'the browser’s interfaces',
  ui: 'plain accessible parts',
  embed: 'the engine without a page',
  messages: 'all words, a folder for each language',
  core: 'pure code for both threads: contract, settings',
}

const workerRooms: Readonly<Record<string, string>> = {
  workers: 'entries: matting, shelf, session, address, hash, jxl, service worker',
  address: 'one picture from an address',
  birefnet: 'BiRefNet as a graph',
  brush: 'strokes on a mask',
  colour: 'colour spaces, Lab, profiles',
  compose: 'backdrop, shadow, canvas',
  decode: 'files in',
  edges: 'a person’s settings on a mask',
  encode: 'files out',
  hint: 'the smart brush',
  matting: 'from the file to the mask',
  nano: 'the built-in network as a graph',
  onnx: 'graph builder, ModelProto',
  pixels: 'pure pixel work',
  runtime: 'onnxruntime-web',
  selfTest: 'a network with a known answer',
  store: 'models and sessions on the device',
  trust: 'how far a mask can be trusted',
  weights: 'safetensors, precision, folding',
}

/** The rooms and their imports as a drawing in the words of Mermaid. Arrows to `core`, which nearly all have, are left out. */
export function drawingOf(imports: Imports): string {
  const rooms = [...imports.keys()]
  const [ofWorkers, ofPage] = [rooms.filter(isOfWorkers), rooms.filter((room) => !isOfWorkers(room) && room !== 'core')]
  const arrows = [...imports].flatMap(([room, others]) =>
    [...others].filter((other) => other !== 'core').map((other) => `  ${idOf(room)} --> ${idOf(other)}`),
  )
  return [
    'flowchart TD',
    '  subgraph page["the page: src"]',
    ...ofPage.map((room) => `    ${boxOf(room)}`),
    '  end',
    '  subgraph threads["the workers: workers"]',
    ...ofWorkers.map((room) => `    ${boxOf(room)}`),
    '  end',
    `  ${boxOf('core')}`,
    '  page ==> core',
    '  threads ==> core',
    ...arrows,
    '  engine -. messages, by the contract in core .-> workers',
  ].join('\n')
}

function isOfWorkers(room: string): boolean {
  return room === 'workers' || room.startsWith('workers/')
}

function boxOf(room: string): string {
  const name = room.replace(/^workers\//, '')
  const words = isOfWorkers(room) ? workerRooms[name] : pageRooms[name]
  return `${idOf(room)}["<b>${name}</b>${words === undefined ? '' : `<br>${words}`}"]`
}

/** Names without a slash, which Mermaid does not take. */
function idOf(room: string): string {
  return room.replace('/', '_')
}
