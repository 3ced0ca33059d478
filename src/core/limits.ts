/** Photos above this area are refused before they are decoded. */
export const maxMegapixels = 100

/** No side of a photo may be longer: canvases of browsers end at 16384 pixels and read back as zeros beyond. */
export const maxSidePixels = 16_384
