// What the tests have exceljs and SheetJS do:
//
// cells PROGRAM FILE...       prints what it reads: a JSON object of the files
// save PROGRAM FOLDER FILE... opens workbooks and saves them into a folder
// odd PROGRAM FOLDER          saves workbooks with odd values into a folder
'use strict'
const path = require('path')
const Excel = require('exceljs')
const XLSX = require('xlsx')

const day = 86400000

// plain is the value of a cell of exceljs.
function plain (v, epoch) {
  if (v === null || v === undefined) return undefined
  if (v instanceof Date) return v.getTime() / day + epoch
  if (typeof v !== 'object') return v
  if (v.richText) return v.richText.map(run => run.text).join('')
  if (v.error) return v.error
  if (v.formula !== undefined || v.sharedFormula !== undefined) return plain(v.result, epoch)
  if (v.hyperlink !== undefined) return plain(v.text, epoch)
  return undefined
}

async function open (file) {
  const book = new Excel.Workbook()
  await book.xlsx.readFile(file)
  return book
}

const cells = {
  exceljs: async file => {
    const book = await open(file)
    const epoch = book.properties.date1904 ? 24107 : 25569
    const out = {}
    book.eachSheet(sheet => {
      const found = out[sheet.name] = {}
      sheet.eachRow(row => row.eachCell(c => {
        if (c.isMerged && c.master !== c) return
        const v = plain(c.value, epoch)
        if (v !== undefined && v !== '') found[c.address] = v
      }))
    })
    return out
  },
  SheetJS: async file => {
    const book = XLSX.readFile(file, { cellFormula: true, cellNF: false, cellHTML: false })
    const out = {}
    for (const name of book.SheetNames) {
      const found = out[name] = {}
      for (const [at, c] of Object.entries(book.Sheets[name])) {
        if (at[0] === '!' || c.v === undefined || c.v === '') continue
        found[at] = c.t === 'e' ? c.w : c.v
      }
    }
    return out
  }
}

const save = {
  exceljs: async (file, to) => (await open(file)).xlsx.writeFile(to),
  SheetJS: async (file, to) => XLSX.writeFile(XLSX.readFile(file, { cellStyles: true, cellNF: true }), to)
}

const texts = [
  ' blanks at both ends ', 'two\nlines', 'tab\there', '<b> & "quotes" \'all\'', '\u{1F600} beyond the plane', '東京 مرحبا', '0412',
  '1234567890123456', 'e\u0301 decomposed', '', '\u00a0no-break\u00a0', 'TRUE', '85%', '31/03/2026', '#N/A as text', 'long '.repeat(2000)
]
const numbers = [0, 1, -1, 1.5, 0.1 + 0.2, 1e300, 1e-300, 1234567890123456, 123456789012345680]
const moment = new Date(Date.UTC(2026, 2, 5, 14, 30))
const formats = ['yyyy-mm-dd', 'h:mm', '0.0%', '[Red]"day "0', '@']

const odd = {
  exceljs: async (to, mac) => {
    const book = new Excel.Workbook()
    book.properties.date1904 = mac
    const sheet = book.addWorksheet('Ümläut & <tag>')
    texts.forEach((v, i) => { sheet.getCell(i + 1, 1).value = v })
    numbers.forEach((v, i) => { sheet.getCell(i + 1, 2).value = v })
    const others = [
      true, false, moment, { formula: 'B1+B2', result: 1 }, { formula: '"a"&"b"', result: 'ab' }, { formula: 'B2*2' }, { error: '#N/A' },
      { formula: '1/0', result: { error: '#DIV/0!' } }, { richText: [{ font: { bold: true }, text: 'bold ' }, { text: 'and plain ' }] },
      { text: 'a link', hyperlink: 'https://example.org' }, { formula: '1=1', result: true }
    ]
    others.forEach((v, i) => { sheet.getCell(i + 1, 3).value = v })
    formats.forEach((f, i) => { sheet.getCell(i + 1, 4).value = 46086.25; sheet.getCell(i + 1, 4).numFmt = f })
    sheet.mergeCells('F2:G4')
    sheet.getCell('F2').value = 'merged'
    sheet.getRow(20).hidden = true
    sheet.getColumn(8).hidden = true
    sheet.getCell('XFD300').value = 'the last'
    book.addWorksheet('Hidden', { state: 'veryHidden' }).getCell('B2').value = 'x'
    book.addWorksheet('Empty')
    await book.xlsx.writeFile(to)
  },
  SheetJS: async (to, mac) => {
    const book = XLSX.utils.book_new()
    book.Workbook = { WBProps: { date1904: mac }, Sheets: [{}, { Hidden: 2 }, {}] }
    const sheet = XLSX.utils.aoa_to_sheet(texts.map((v, i) => [v, numbers[i]]))
    const others = [
      { t: 'b', v: true }, { t: 'n', v: 46086.604166666664, z: 'yyyy-mm-dd hh:mm' }, { t: 'n', v: 1, f: 'B1+B2' }, { t: 's', v: 'ab', f: '"a"&"b"' },
      { t: 'n', f: 'B2*2' }, { t: 'e', v: 0x2A, w: '#N/A' }, { t: 'e', v: 7, w: '#DIV/0!', f: '1/0' }, { t: 'b', v: true, f: '1=1' }
    ]
    others.forEach((v, i) => { sheet['C' + (i + 1)] = v })
    formats.forEach((z, i) => { sheet['D' + (i + 1)] = { t: 'n', v: 46086.25, z } })
    sheet.F2 = { t: 's', v: 'merged' }
    sheet['!merges'] = [XLSX.utils.decode_range('F2:G4')]
    sheet['!rows'] = [{}, {}, { hidden: true }]
    sheet['!cols'] = [{}, {}, {}, { hidden: true }]
    sheet.XFD300 = { t: 's', v: 'the last' }
    sheet['!ref'] = 'A1:XFD300'
    XLSX.utils.book_append_sheet(book, sheet, 'Ümläut & <tag>')
    XLSX.utils.book_append_sheet(book, { B2: { t: 's', v: 'x' }, '!ref': 'B2' }, 'Hidden')
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([]), 'Empty')
    XLSX.writeFile(book, to, { bookSST: mac })
  }
}

async function main ([what, program, ...rest]) {
  if (what === 'cells') {
    const out = {}
    for (const file of rest) out[file] = await cells[program](file)
    process.stdout.write(JSON.stringify(out))
  } else if (what === 'save') {
    const [folder, ...files] = rest
    for (const file of files) await save[program](file, path.join(folder, path.basename(file)))
  } else if (what === 'odd') {
    for (const calendar of ['1900', '1904']) await odd[program](path.join(rest[0], program + ' ' + calendar + '.xlsx'), calendar === '1904')
  }
}

main(process.argv.slice(2)).catch(e => { console.error(e); process.exit(1) })
