package hostile

// places say of a cell where it stands, or what is in it, in a way that two
// programs understand as two answers.
func places() []File {
	rows := func(xml string) func() []byte { return func() []byte { return plain(xml).zip() } }
	cells := func(xml string) func() []byte { return func() []byte { return rowOf(xml).zip() } }
	const v = `<v>1</v></c>`
	return []File{
		{"addr-order.xlsx", "cells out of order", "FILE-31", false, cells(`<c r="C1">` + v + `<c r="A1">` + v + `<c r="B1">` + v)},
		{"addr-far-order.xlsx", "the last column before the third", "FILE-31", false, cells(`<c r="Z1">` + v + `<c r="C1">` + v)},
		{"addr-twice.xlsx", "the same cell twice", "FILE-31", false, cells(`<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>`)},
		{"addr-rows-order.xlsx", "rows out of order", "FILE-31", false, rows(`<row r="5"><c r="A5">` + v + `</row><row r="2"><c r="A2">` + v + `</row>`)},
		{"addr-rows-twice.xlsx", "the same row twice", "FILE-31", false, rows(`<row r="5"><c r="A5">` + v + `</row><row r="5"><c r="B5">` + v + `</row>`)},
		{"addr-other-row.xlsx", "a cell of another row", "FILE-31", false, cells(`<c r="A2">` + v)},
		{"addr-none.xlsx", "an address that is none", "FILE-32", false, cells(`<c r="0">` + v)},
		{"addr-overflow.xlsx", "an address beyond all columns", "FILE-32", false, cells(`<c r="ZZZZZZZZZZZZZZ1">` + v)},
		{"addr-xfe.xlsx", "one column too far", "FILE-32", false, cells(`<c r="XFE1">` + v)},
		{"addr-row-huge.xlsx", "a row with the largest number", "FILE-32", false, rows(`<row r="1"/><row r="2147483647"><c r="A2147483647">` + v + `</row>`)},
		{"addr-row-word.xlsx", "a row without a number", "FILE-32", false, rows(`<row r="one"><c>` + v + `</row>`)},
		{"addr-merge-empty.xlsx", "a merged cell nowhere", "FILE-31", false, func() []byte { return behind(`<mergeCells><mergeCell ref=""/></mergeCells>`).zip() }},
		{"addr-column-huge.xlsx", "a width for columns without end", "FILE-31", false, func() []byte {
			return sheetOf(`<worksheet xmlns="` + mainNS + `"><cols><col min="1" max="2147483647"/></cols><sheetData/></worksheet>`).zip()
		}},
		{"addr-column-negative.xlsx", "a width for a column before the first", "FILE-31", false, func() []byte {
			return sheetOf(`<worksheet xmlns="` + mainNS + `"><cols><col min="-1" max="2" hidden="1"/></cols><sheetData/></worksheet>`).zip()
		}},
		{"cell-outside.xlsx", "cells outside the table of cells", "FILE-31", false, func() []byte { return behind(`<row r="1"><c r="A1"><v>1</v></c></row>`).zip() }},
		{"cell-table-twice.xlsx", "the cells are there twice", "FILE-31", false, func() []byte { return behind(`<sheetData/>`).zip() }},
		{"index-word.xlsx", "a text whose number is a word", "FILE-31", false, cells(`<c r="A1" t="s"><v>xx</v></c>`)},
		{"index-far.xlsx", "a text that is not in the list", "FILE-31", false, cells(`<c r="A1" t="s"><v>9</v></c>`)},
		{"index-negative.xlsx", "a text before the first", "FILE-31", false, cells(`<c r="A1" t="s"><v>-1</v></c>`)},
		{"index-huge.xlsx", "a text with a number of a hundred digits", "FILE-31", false, cells(`<c r="A1" t="s"><v>1000000000000000000000000000000000000000000000000000000000000000000000</v></c>`)},
		{"style-empty.xlsx", "a format without a number", "FILE-31", false, cells(`<c r="A1" s=""><v>1</v></c>`)},
		{"style-negative.xlsx", "a format before the first", "FILE-31", false, cells(`<c r="A1" s="-1"><v>1</v></c>`)},
		{"style-far.xlsx", "a format that is not in the list", "FILE-31", false, cells(`<c r="A1" s="99999"><v>1</v></c>`)},
		{"kind-unknown.xlsx", "a value of an unknown kind", "FILE-31", false, cells(`<c r="A1" t="z"><v>1</v></c>`)},
		{"number-word.xlsx", "a number that is a word", "FILE-31", false, cells(`<c r="A1"><v>twelve</v></c>`)},
		{"number-nan.xlsx", "a number that is none", "FILE-31", false, cells(`<c r="A1"><v>NaN</v></c>`)},
		{"number-huge.xlsx", "a number beyond all numbers", "FILE-31", false, cells(`<c r="A1"><v>1e999999999</v></c>`)},
		{"value-twice.xlsx", "a cell with two values", "FILE-31", false, cells(`<c r="A1"><v>1</v><v>2</v></c>`)},
		{"bool-word.xlsx", "yes or no that is neither", "FILE-31", false, cells(`<c r="A1" t="b"><v>perhaps</v></c>`)},
	}
}
