import { z } from 'zod'

const names = z.record(z.string(), z.string()).default({})
const entrySchema = z.looseObject({
  version: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  /** Systems that it is made for; absent for all. */
  os: z.array(z.string()).optional(),
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
})

/** What package-lock.json says, as far as we ask: one entry a package, by the folder it is installed in; that of the project is ''. */
export const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) })

export type Lock = z.infer<typeof lockSchema>

/** A package that another one names and the lock does not have. */
interface Gap {
  owner: string
  name: string
}

/** Where the package `name` that `owner` asks for is installed: beside it, or in a folder further out, as Node looks for it. */
export function placeOf(lock: Lock, owner: string, name: string): string | undefined {
  const folders =
    owner === ''
      ? ['']
      : [
          '',
          ...owner.split('/node_modules/').map((_, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/')),
        ]
  return folders
    .map((folder) => (folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`))
    .findLast((place) => lock.packages[place] !== undefined)
}

/**
 * What the lock lacks. npm writes the optional packages of the machine's own platform only, as soon as some of them are
 * installed, and `npm ci` then refuses the lock. https://github.com/npm/cli/issues/4828
 */
export function gapsOf(lock: Lock): Gap[] {
  return Object.entries(lock.packages).flatMap(([owner, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => placeOf(lock, owner, name) === undefined)
      .map((name) => ({ owner, name })),
  )
}

/** The lock without those packages that lack some of theirs, and without what these name as optional: npm then looks all of them up anew. */
export function withoutIncomplete(lock: Lock): Lock {
  const packages = { ...lock.packages }
  for (const owner of new Set(gapsOf(lock).map((gap) => gap.owner))) {
    for (const name of Object.keys(lock.packages[owner]?.optionalDependencies ?? {})) {
      const place = placeOf(lock, owner, name)
      if (place !== undefined) delete packages[place]
    }
    if (owner !== '') delete packages[owner]
  }
  return { ...lock, packages }
}
