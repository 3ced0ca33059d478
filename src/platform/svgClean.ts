/** Elements that run, embed or fetch something, also within the HTML of a foreign object. */
const forbiddenElements =
  'script, iframe, frame, object, embed, audio, video, source, canvas, link, meta, base, form, handler, listener'

/** References to what is in the file itself: parts of the drawing, and pictures within it. */
const ownReference = /^\s*(?:#|data:image\/(?:png|jpe?g|gif|webp|avif|bmp)[;,])/i

/**
 * Takes out of a drawing all that could run or fetch. An `<img>` does neither by specification, so this is the second line of defence.
 */
export function cleanSvg(drawing: XMLDocument): void {
  for (const node of [...drawing.childNodes]) if (node !== drawing.documentElement) node.remove()
  for (const element of [...drawing.querySelectorAll(forbiddenElements)]) element.remove()
  for (const element of drawing.querySelectorAll('*')) {
    for (const { name, localName, value } of [...element.attributes]) {
      const leadsAway = /^(?:href|src)$/i.test(localName) && element.localName !== 'a' && !ownReference.test(value)
      if (/^on/i.test(localName) || leadsAway || localName === 'base') element.removeAttribute(name)
      else if (value.includes('url(')) element.setAttribute(name, withoutFetches(value))
    }
    if (element.localName === 'style') element.textContent = withoutFetches(element.textContent ?? '')
  }
}

/** Takes out the parts that are written in HTML; what a drawing gives in their place (`switch`) is drawn then. Tells whether anything is lost by that. */
export function withoutHtml(drawing: XMLDocument): boolean {
  let isLost = false
  for (const part of [...drawing.querySelectorAll('foreignObject')]) {
    const hasOther = part.parentElement?.localName === 'switch' && part.nextElementSibling !== null
    isLost ||= !hasOther && (part.textContent ?? '').trim() !== ''
    part.remove()
  }
  return isLost
}

/** Style text whose `url(...)` name only parts of the file, and that imports nothing. */
function withoutFetches(style: string): string {
  return style
    .replace(/@import[^;]*;?/gi, '')
    .replace(/url\(\s*(["']?)([^)]*?)\1\s*\)/gi, (whole, _quote, target: string) =>
      ownReference.test(target) ? whole : 'none',
    )
}

/** Elements that a drawing may have when all its copies are counted. */
const maxElements = 1_000_000

/** Whether copies of copies (`use`, patterns, masks, markers, clips) would make more elements than any drawing has, and draw for hours. */
export function copiesTooMuch(drawing: XMLDocument): boolean {
  const byId = new Map([...drawing.querySelectorAll('[id]')].map((element) => [element.id, element]))
  const counted = new Map<Element, number>()
  const count = (element: Element, depth: number): number => {
    const known = counted.get(element)
    if (known !== undefined) return known
    if (depth > 500) return Number.POSITIVE_INFINITY
    // A drawing that copies itself is cut short by the browser: the copy counts nothing.
    counted.set(element, 0)
    let total = 1
    for (const child of element.children) total += count(child, depth + 1)
    for (const target of copiedBy(element, byId)) total += count(target, depth + 1)
    counted.set(element, total)
    return total
  }
  return count(drawing.documentElement, 0) > maxElements
}

const cheapTargets = new Set(['linearGradient', 'radialGradient', 'filter'])

function copiedBy(element: Element, byId: Map<string, Element>): Element[] {
  const ids: string[] = []
  for (const { localName, value } of element.attributes) {
    if (localName === 'href' && value.startsWith('#')) ids.push(value.slice(1))
    else for (const [, id = ''] of value.matchAll(/url\(\s*["']?#([^"')\s]+)/g)) ids.push(id)
  }
  return ids.flatMap((id) => {
    const target = byId.get(id)
    return target === undefined || cheapTargets.has(target.localName) ? [] : [target]
  })
}
