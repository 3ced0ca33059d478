/** As a browser writes it: scheme, host, and a port where it is not the usual one. */
const originForm = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?$/

/**
 * The origins whose pages may use the engine in a frame (`CLEARCUT_EMBED`, separated by spaces; none by default). Throws where one is no origin:
 * a build must not allow more, or less, than was meant.
 */
export function embedOrigins(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const given = (environment['CLEARCUT_EMBED'] ?? '').split(/\s+/).filter((origin) => origin !== '')
  for (const origin of given) {
    const isOrigin = originForm.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin
    if (!isOrigin) throw new Error(`CLEARCUT_EMBED takes origins such as https://shop.example, not “${origin}”.`)
  }
  return [...new Set(given)]
}

/** The page that other sites put into a frame, and the script that they load for it; in the build only where an origin is allowed. */
export const embedPage = 'embed.html'
export const embedScript = 'clearcut.js'
