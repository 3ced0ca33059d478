import type { Page } from '@playwright/test'

/** What is wrong with where things stand: controls or words that lie on one another, and controls that are cut off. */
export async function misplaced(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    // What is moving stands where it will not stay.
    const passing = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    await Promise.all(passing.map((animation) => animation.finished.catch(() => {})))
    // The stage measures itself, then draws anew.
    for (let frame = 0; frame < 4; frame++) await new Promise((drawn) => requestAnimationFrame(drawn))
  })
  return await page.evaluate(() => {
    interface Box {
      left: number
      top: number
      right: number
      bottom: number
    }
    interface Thing {
      element: Element
      name: string
      box: Box
      /** What of it can be seen without scrolling; absent where nothing can. */
      seen: Box | undefined
    }
    const slack = 1.5
    const window_: Box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
    const meet = (one: Box, other: Box): Box => ({
      left: Math.max(one.left, other.left),
      top: Math.max(one.top, other.top),
      right: Math.min(one.right, other.right),
      bottom: Math.min(one.bottom, other.bottom),
    })
    const isEmpty = ({ left, top, right, bottom }: Box) => right - left <= slack || bottom - top <= slack

    /** The boxes that cut this element off, and whether one could scroll to what they hide. */
    function* clips(element: Element) {
      let position = getComputedStyle(element).position
      for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) {
        if (position === 'fixed') return
        const style = getComputedStyle(outer)
        // What is placed absolutely is cut off by what it is placed in only.
        if (position === 'absolute' && style.position === 'static') continue
        position = style.position
        const x = style.overflowX !== 'visible'
        const y = style.overflowY !== 'visible'
        if (!x && !y) continue
        const { left, top, right, bottom } = outer.getBoundingClientRect()
        const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'
        yield {
          box: {
            left: x ? left : -Infinity,
            top: y ? top : -Infinity,
            right: x ? right : Infinity,
            bottom: y ? bottom : Infinity,
          },
          scrollsX: scrolls(style.overflowX),
          scrollsY: scrolls(style.overflowY),
        }
      }
    }

    function cutOff({ element, box }: Thing): string | undefined {
      let [scrollsX, scrollsY] = [false, false]
      for (const clip of clips(element)) {
        if (!(scrollsX || clip.scrollsX) && (box.left < clip.box.left - slack || box.right > clip.box.right + slack))
          return 'at its side'
        if (!(scrollsY || clip.scrollsY) && (box.top < clip.box.top - slack || box.bottom > clip.box.bottom + slack))
          return 'above or below'
        scrollsX ||= clip.scrollsX
        scrollsY ||= clip.scrollsY
      }
      if (!scrollsX && (box.left < -slack || box.right > innerWidth + slack)) return 'by the side of the window'
      if (!scrollsY && (box.top < -slack || box.bottom > innerHeight + slack)) return 'by the window'
      return undefined
    }

    function thing(element: Element, box: Box, name: string): Thing {
      let seen = meet(box, window_)
      for (const clip of clips(element)) seen = meet(seen, clip.box)
      return { element, name, box, seen: isEmpty(seen) ? undefined : seen }
    }

    // What lies over all else is looked at alone: what is beneath cannot be reached.
    const layers = [...document.querySelectorAll('.menu-popover, .dialog-modal')]
    const root = layers.at(-1) ?? document.body
    const isShown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
      element.closest('.unseen, [hidden]') === null

    /** Inputs that are there for keys and screen readers only: what is drawn in their place counts. */
    const isVeiled = (element: Element): boolean => {
      const { clip, clipPath } = getComputedStyle(element)
      return (
        clip !== 'auto' || clipPath !== 'none' || (element.parentElement !== null && isVeiled(element.parentElement))
      )
    }
    /** The line of the divider belongs to the picture: its knob is what one grips. Invisible inputs are as large as their label. */
    const whole = (element: Element) =>
      element.matches('.divider')
        ? (element.querySelector('.divider-knob') ?? element)
        : (element.closest('.choice-option, .swatch, .model, .switch, .help-switch, .shelf-switch') ?? element)
    const interactive =
      'button, a[href], input, select, textarea, summary, [role="slider"], [role="tab"], [role="menuitem"], .range-pair-thumb'
    const controls = [...root.querySelectorAll(interactive)]
      .filter((element) => isShown(element) && !isVeiled(element))
      .map((element) => {
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? element.tagName
        const shape = whole(element)
        return thing(shape, shape.getBoundingClientRect(), `“${name.slice(0, 40)}”`)
      })
      .filter(({ box }) => !isEmpty(box))

    const words: Thing[] = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      if (parent === null || node.textContent?.trim() === '' || !isShown(parent)) continue
      if (parent.closest('script, style, option, svg, .tags') !== null) continue
      if (isVeiled(parent)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      // A line that ends in dots is as long as its room.
      const room = getComputedStyle(parent).overflowX === 'visible' ? window_ : parent.getBoundingClientRect()
      for (const box of range.getClientRects())
        words.push(thing(parent, meet(box, room), `‘${node.textContent?.trim().slice(0, 40)}’`))
    }

    const found = new Set<string>()
    for (const control of controls) {
      const how = cutOff(control)
      if (how !== undefined) found.add(`${control.name} is cut off ${how}`)
    }
    /** Parts of one thing, or one meant to lie on the other. */
    const belong = (one: Element, other: Element) =>
      one === other ||
      one.contains(other) ||
      other.contains(one) ||
      (one.closest('.tile') !== null && one.closest('.tile') === other.closest('.tile'))
    const all = [...controls, ...words]
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1)) {
        if (one.seen === undefined || other.seen === undefined || belong(one.element, other.element)) continue
        if (one.element.closest('label') !== null && one.element.closest('label') === other.element.closest('label'))
          continue
        if (!isEmpty(meet(one.seen, other.seen))) found.add(`${one.name} and ${other.name} lie on one another`)
      }
    }
    const isSideways = document.documentElement.scrollWidth > innerWidth + slack
    return [...(isSideways ? ['the page is wider than the window'] : []), ...found]
  })
}

/** Share of the window that the stage has. */
export async function pictureShare(page: Page): Promise<number> {
  return await page.locator('.stage').evaluate((stage) => {
    const { width, height } = stage.getBoundingClientRect()
    return (width * height) / (innerWidth * innerHeight)
  })
}
