import type { Page } from '@playwright/test'

/** Controls whose smaller side is under 44 px for a finger, with their sizes; none is right. Links within a sentence may be as low as its line. */
export async function smallTargets(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const least = 44
    const slack = 0.5
    const layers = [...document.querySelectorAll('.menu-popover, .dialog-modal')]
    const root = layers.at(-1) ?? document.body
    const interactive =
      'button, a[href], input:not([type="file"]), select, textarea, summary, [role="slider"], [role="tab"], [role="menuitem"], [role="menuitemradio"], .range-pair-thumb'
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
      element.closest('[hidden], [inert], [aria-hidden="true"]') === null
    const isVeiled = (element: Element): boolean =>
      getComputedStyle(element).clipPath !== 'none' ||
      (element.parentElement !== null && isVeiled(element.parentElement))
    const nameOf = (element: Element) =>
      (element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.textContent ?? '').trim()

    /** How far from its middle the control, or the label that stands for it, answers to a finger. */
    const reach = (element: Element, x: number, y: number, dx: number, dy: number) => {
      const label = element.closest('label')
      const isOwn = (hit: Element | null) =>
        hit !== null && (element.contains(hit) || hit === element || (label?.contains(hit) ?? false))
      let far = 0
      while (far < least && isOwn(document.elementFromPoint(x + dx * far, y + dy * far))) far += 1
      return far
    }

    const found: string[] = []
    for (const element of root.querySelectorAll(interactive)) {
      if (!isSeen(element)) continue
      const label = element.closest('label, .number-box')
      const shape = label ?? element
      shape.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const box = shape.getBoundingClientRect()
      const own = element.getBoundingClientRect()
      // There for keys and screen readers only: what is drawn in its place counts.
      if (isVeiled(element)) continue
      const isInSentence = element.matches('a') && getComputedStyle(element).display === 'inline'
      if (isInSentence) continue
      const middle = { x: (own.left + own.right) / 2, y: (own.top + own.bottom) / 2 }
      const within = (dx: number, dy: number) =>
        reach(element, middle.x, middle.y, dx, dy) + reach(element, middle.x, middle.y, -dx, -dy)
      const width = Math.max(box.width, within(1, 0))
      const height = Math.max(box.height, within(0, 1))
      if (width >= least - slack && height >= least - slack) continue
      found.push(
        `“${nameOf(element).slice(0, 40)}” ${Math.round(width)} × ${Math.round(height)} (${element.className})`,
      )
    }
    return found
  })
}

/** Controls whose name for voice control lacks the words that are seen on them. Needs axe in the page. */
export async function unspeakable(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    interface Axe {
      setup(): void
      teardown(): void
      commons: { text: { accessibleText(element: Element): string } }
    }
    const { axe } = window as unknown as { axe: Axe }
    const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}%]+/gu, '')
    /** The words that are seen, but for what is small print, a figure that changes or a hint at a key. */
    const seen = (element: Element): string => {
      const parts: string[] = []
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const parent = node.parentElement
        if (
          parent === null ||
          parent.closest('small, output, kbd, svg, select, [aria-hidden="true"], .unseen') !== null
        )
          continue
        if (parent.checkVisibility({ visibilityProperty: true })) parts.push(node.textContent ?? '')
      }
      return plain(parts.join(' '))
    }
    const layers = [...document.querySelectorAll('.menu-popover, .dialog-modal')]
    const root = layers.at(-1) ?? document.body
    const controls =
      'button, a[href], input:not([type="file"]), select, textarea, summary, [role="tab"], [role="menuitem"], [role="menuitemradio"]'
    const found: string[] = []
    axe.setup()
    try {
      for (const element of root.querySelectorAll(controls)) {
        if (!element.checkVisibility({ visibilityProperty: true })) continue
        if (element.closest('[hidden], [inert], [aria-hidden="true"]') !== null) continue
        const label = element.closest('label')
        const words = seen(label ?? element)
        const name = plain(axe.commons.text.accessibleText(element))
        if (name === '') found.push(`no name: ${element.outerHTML.slice(0, 80)}`)
        else if (words !== '' && !name.includes(words)) found.push(`“${name}” does not say “${words}”`)
      }
    } finally {
      axe.teardown()
    }
    return found
  })
}

/** What moves on the page for longer than an instant; that something waits is no movement. */
export async function movements(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    document
      .getAnimations()
      .filter(
        ({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().activeDuration) > 1,
      )
      .map((animation) => {
        const target = animation.effect instanceof KeyframeEffect ? animation.effect.target?.className : ''
        return `${animation instanceof CSSAnimation ? animation.animationName : 'transition'} of ${target}`
      }),
  )
}
