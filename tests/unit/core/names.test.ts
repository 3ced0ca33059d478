import { expect, test } from 'vitest'
import { nameStem, outputName, pastedName, uniqueName } from '#core/names.ts'

test('outputs are named after the photo, its kind and their type', () => {
  expect(outputName('beach.jpg', 'cutout', 'png')).toBe('beach-cutout.png')
  expect(outputName('beach.jpg', 'mask', 'png')).toBe('beach-mask.png')
  expect(outputName('beach.HEIC', 'cutout', 'jpeg')).toBe('beach-cutout.jpg')
  expect(outputName(pastedName(2), 'cutout', 'webp')).toBe('pasted-2-cutout.webp')
})

test.each([
  ['UPPER.JPG', 'UPPER'],
  ['noextension', 'noextension'],
  ['double.ext.png.jpg', 'double.ext'],
  ['report v1.2', 'report v1.2'],
  ['写真 猫.jpg', '写真 猫'],
  ['emoji_🐈.jpg', 'emoji_🐈'],
  ['name with spaces & (1).jpg', 'name with spaces & (1)'],
  ['quote\'s "x".jpg', "quote's _x_"],
  ['<img src=x onerror=alert(1)>.jpg', '_img src=x onerror=alert(1)_'],
  ['percent%2F%00.jpg', 'percent_2F_00'],
  ['100% wool.jpg', '100% wool'],
  ['rtl_\u202egpj.exe.jpg', 'rtl_gpj.exe'],
  ['.hidden.jpg', 'hidden'],
  ['.jpg', 'jpg'],
  ['', 'photo'],
  ['...', 'photo'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\photos\\cat.png', 'C__photos_cat'],
  ['line\nbreak\u0000.png', 'linebreak'],
  ['con.png', '_con'],
  ['LPT1.backup.png', '_LPT1.backup'],
  ['console.png', 'console'],
  ['trailing. .png', 'trailing'],
  ['half a pair \ud83d.png', 'half a pair \ufffd'],
])('%j begins its outputs with %j', (name, stem) => {
  expect(nameStem(name)).toBe(stem)
})

test('long names are shortened at a whole character and stay below what file systems take', () => {
  for (const letter of ['a', '猫', '🐈', '👩‍👩‍👧‍👦', 'e\u0301']) {
    const name = outputName(`${letter.repeat(200)}.jpg`, 'cutout', 'png')
    expect(new TextEncoder().encode(name).length).toBeLessThan(220)
    expect(name.isWellFormed()).toBe(true)
    expect(name).toMatch(/-cutout\.png$/)
    expect(name.slice(0, -'-cutout.png'.length).replaceAll(letter, '')).toBe('')
  }
})

test('a name that is taken gets the first free number, whatever its capitals', () => {
  expect(uniqueName('beach-cutout.png', [])).toBe('beach-cutout.png')
  expect(uniqueName('beach-cutout.png', ['beach-cutout.png'])).toBe('beach-cutout (2).png')
  expect(uniqueName('beach-cutout.png', ['Beach-CUTOUT.png', 'beach-cutout (2).png'])).toBe('beach-cutout (3).png')
  expect(uniqueName('beach-cutout.png', ['beach-cutout.webp'])).toBe('beach-cutout.png')
})

test('no name can leave its folder or open a device', () => {
  const hostile = ['..', '/', '\\', '%2e%2e%2f', 'nul', 'aux.jpg', 'a/../../b.png', '\u202e\u202d', '~', 'a\u0000/b']
  for (const name of hostile) {
    const output = outputName(name, 'cutout', 'png')
    expect(output).not.toMatch(/[/\\\0]|^\.|%2/)
    expect(output).toMatch(/.-cutout\.png$/)
  }
})
