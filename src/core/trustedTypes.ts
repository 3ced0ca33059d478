/** The part of the browser's Trusted Types that is used here (https://www.w3.org/TR/trusted-types/). */
interface PolicyFactory {
  /** Null until there is one. */
  readonly defaultPolicy: unknown
  createPolicy(
    name: string,
    rules: {
      createHTML(text: string, type: string, sink: string): string | null
      createScriptURL(address: string): string | null
    },
  ): unknown
}

/** Where a text is made into a document that is only read: no script of it runs, and nothing of it is shown. */
const readingSink = 'DOMParser parseFromString'

/** The one policy of this name that the Content-Security-Policy lets a page or worker have: it is asked wherever a text would become markup or a script's address. */
const name = 'default'

/**
 * Says what may become markup or script, on each thread that starts workers or reads markup, before it does so: scripts of the app's own origin, and documents
 * that are only read. Everything else is refused by the browser, which throws. Does nothing where browsers know no Trusted Types.
 * @param scope the global object of this thread
 */
export function limitMarkup(scope: { location: { origin: string } }): void {
  const { trustedTypes } = scope as { trustedTypes?: PolicyFactory }
  // Some browsers run a module twice.
  if (trustedTypes === undefined || trustedTypes.defaultPolicy) return
  trustedTypes.createPolicy(name, {
    createHTML: (text, _, sink) => (sink === readingSink ? text : null),
    createScriptURL: (address) => (isOfOrigin(address, scope.location.origin) ? address : null),
  })
}

function isOfOrigin(address: string, origin: string): boolean {
  return URL.canParse(address, `${origin}/`) && new URL(address, `${origin}/`).origin === origin
}
