import { maxMegapixels, maxSidePixels } from './limits.ts'

/** What a person is told of files and addresses that no photo could be had from. */
export const pictureAdvice = {
  'empty-file': {
    what: 'This file is empty.',
    next: 'It may not have been copied completely: copy it again and drop it here.',
  },
  'zip-damaged': {
    what: 'This ZIP file is damaged: not all of its photos could be unpacked.',
    next: 'Unpack it with your file manager and drop the folder instead.',
  },
  'zip-locked': {
    what: 'This ZIP file is locked with a password.',
    next: 'Unpack it with your file manager and drop the folder instead.',
  },
  'zip-too-large': {
    what: 'This ZIP file unpacks to more than Clearcut takes.',
    next: 'Unpack it with your file manager and drop the folder, or a part of it, instead.',
  },
  'zip-without-photos': {
    what: 'There is no photo in this ZIP file.',
    next: 'Drop a ZIP file with JPEG, PNG, WebP or other pictures, or the photos themselves.',
  },
  'not-an-image': {
    what: 'This file is not a picture.',
    next: 'Choose a photo: JPEG, PNG, WebP, AVIF, HEIC, TIFF, GIF, BMP or SVG, for example.',
  },
  damaged: {
    what: 'This picture is damaged and cannot be opened.',
    next: 'Open it in another program and save it again, or use another copy.',
  },
  heic: {
    what: 'This HEIC file is packed in a rare way that cannot be opened here.',
    next: 'Save it as JPEG first, or set the phone’s camera to “Most compatible”.',
  },
  tiff: {
    what: 'This TIFF picture is packed in a rare way, or of a rare kind of colours, that cannot be opened here.',
    next: 'Save it as PNG or JPEG and drop that file.',
  },
  'nothing-carried': {
    what: 'There was no picture in what was dropped or pasted.',
    next: 'Save the picture and drop its file, or copy the picture itself and paste it.',
  },
  'address-elsewhere': {
    what: 'Only the address of a picture came along, which lies where no page may read it.',
    next: 'Save the picture and drop its file, or copy the picture itself and paste it.',
  },
  'address-refused': {
    what: 'The picture could not be fetched: its site does not hand it to other pages, or cannot be reached.',
    next: 'Open its address, save the picture and drop the file here, or copy the picture itself and paste it.',
  },
  'address-no-picture': {
    what: 'At this address is a page, not a picture.',
    next: 'Open it, save the picture that you want and drop the file here.',
  },
  'camera-raw': {
    what: 'This is a camera raw file without a picture that browsers can open.',
    next: 'Export it as PNG or JPEG from the camera’s program, or set the camera to “RAW + JPEG”, and drop that file.',
  },
  'unsupported-image': {
    what: 'Pictures of this kind, or of this variant of it, cannot be opened here.',
    next: 'Save it as PNG or JPEG and drop that file.',
  },
  'pixels-changed': {
    what: 'This browser changes the pixels that a page reads, as a protection against fingerprinting; the cutout would be wrong.',
    next: 'Allow this site to read canvas data (in the address bar or the browser’s privacy settings), reload, and try again.',
  },
  'too-many-pixels': {
    what: `This picture is larger than ${maxMegapixels} megapixels or ${maxSidePixels} pixels on a side.`,
    next: 'Make it smaller in another program and drop the smaller copy.',
  },
  'unsafe-svg': {
    what: 'This SVG drawing cannot be opened safely.',
    next: 'Export it as PNG and drop that file.',
  },
  'svg-html': {
    what: 'Texts of this drawing are written in HTML, which this browser does not draw here.',
    next: 'Export the drawing as PNG from its program and drop that file.',
  },
} as const
