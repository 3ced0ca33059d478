/** Width and height in pixels, whole and positive. */
export interface Size {
  width: number
  height: number
}

/** An axis-aligned rectangle in pixels; `x` and `y` are its top left corner. */
export interface Rect extends Size {
  x: number
  y: number
}
