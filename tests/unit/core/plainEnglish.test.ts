import { afterEach, expect, test } from 'vitest'
import { adviceInEnglish, doubtInEnglish } from '#core/plainEnglish.ts'
import { adviceOf, reasons } from '#core/reasons.ts'
import { learn, speakIn } from '#core/say.ts'
import { inSentences } from '#core/tasks/taskReasons.ts'
import { doubts } from '#core/trust.ts'
import { doubtInWords } from '#core/trustWords.ts'

afterEach(() => speakIn('en'))

test('programs are told what a person reads where English is spoken', () => {
  for (const reason of reasons) expect(adviceInEnglish(reason)).toEqual(adviceOf(reason))
  for (const doubt of doubts) expect(doubtInEnglish(doubt)).toBe(doubtInWords(doubt))
  expect(adviceInEnglish('model-part-missing', 'seg.onnx_data')).toEqual(
    adviceOf('model-part-missing', 'seg.onnx_data'),
  )
})

test('programs are told the same whatever language the page speaks', () => {
  learn('de', { 'advice.damaged.what': 'Dieses Bild ist beschädigt.' })
  speakIn('de')
  expect(adviceOf('damaged').what).toBe('Dieses Bild ist beschädigt.')
  expect(inSentences('damaged')).toBe(
    'This picture is damaged and cannot be opened. Open it in another program and save it again, or use another copy.',
  )
  expect(inSentences('model-unreadable', 'it has 2 inputs')).toContain('cannot be used: it has 2 inputs.')
})
