import { describe, expect, it } from 'vitest'
import { type ReportRow, reportAsCsv, reportAsJson } from '#core/report.ts'

const row: ReportRow = {
  folder: 'tree/blue',
  name: 'mug.jpg',
  state: 'done',
  verdict: 'good',
  score: 0.97,
  why: '',
  model: 'Auto',
  width: 30,
  height: 20,
  seconds: 1.5,
  edited: false,
}

describe('the report', () => {
  it('is a table with a line of names and one line a photo', () => {
    expect(reportAsCsv([row])).toBe(
      '\ufefffolder,name,state,verdict,score,why,model,width,height,seconds,edited\r\n' +
        'tree/blue,mug.jpg,done,good,0.97,,Auto,30,20,1.5,false\r\n',
    )
  })

  it('keeps commas, quotes and line breaks within their cell', () => {
    const line = reportAsCsv([{ ...row, name: 'a "red", round\nmug.jpg' }])
    expect(line).toContain('tree/blue,"a ""red"", round\nmug.jpg",done')
  })

  it.each(['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\t=1'])(
    'never gives a spreadsheet the formula %j',
    (name) => {
      const cells = reportAsCsv([{ ...row, folder: '', name }]).split('\r\n')[1] ?? ''
      expect(cells.replace(/^,"?/, '').startsWith("'")).toBe(true)
    },
  )

  it('is a list of objects for programs', () => {
    expect(JSON.parse(reportAsJson([row]))).toEqual([row])
  })
})
