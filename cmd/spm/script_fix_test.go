package main

import (
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// listedCmd prints what the first sheet of a workbook asks its sender to do: each
// line of the list that has a number, with the cell that its link leads to.
func listedCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 1, "listed FILE.xlsx")
	f, err := excelize.OpenReader(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	defer f.Close()
	list := f.GetSheetName(f.GetActiveSheetIndex())
	rows, err := f.GetRows(list)
	ts.Check(err)
	const head = 5 // rows above the lines
	for i, row := range rows {
		if i < head || len(row) < 5 || row[4] == "" {
			continue
		}
		linked, target, err := f.GetCellHyperLink(list, fmt.Sprintf("C%d", i+1))
		ts.Check(err)
		cell := strings.Replace(row[2], "row ", "A", 1)
		if want := "'" + row[1] + "'!" + cell; linked && target != want {
			ts.Fatalf("the link of line %s leads to %s, not to %s", row[0], target, want)
		}
		fmt.Fprintf(ts.Stdout(), "%s %s %s %s | %s\n", row[0], row[1], row[2], row[3], row[4])
	}
}
