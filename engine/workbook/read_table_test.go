package workbook

import (
	"strings"
	"testing"

	"spm/engine/spreadsheet"
)

// A file of text says nothing of each of its days and numbers: where days are
// doubtful one note tells of the whole column, and of none where they are not.
func TestDaysOfATextFile(t *testing.T) {
	for _, tc := range []struct{ name, days, want string }{
		{"one way to read them", "2026-08-01 2026-08-02 2026-08-03", ""},
		{"month or day first", "8/1/2026 8/2/2026 8/3/2026", "CELL-20 T!D6:D8"},
		{"one of them", "2026-08-01 8/2/2026 2026-08-03", "CELL-20 T!D7"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			days := strings.Fields(tc.days)
			text := lineT + "\n\nT2,Our tools\n" + strings.ReplaceAll(keysT, " | ", ",") + "\n" + strings.ReplaceAll(headsT, " | ", ",") + "\n" +
				"T01,Survey,Zoë Núñez," + days[0] + ",59%,67%,Yes,,t1\n" +
				"NEW-T1,Mailbox,Kenji Sato," + days[1] + ",,,No,Open,t2\n" +
				"NEW-T2,Letter,Kenji Sato," + days[2] + ",,,Yes,,t3\n"
			book, found := spreadsheet.Open("T.csv", []byte(text))
			if book == nil {
				t.Fatal(found)
			}
			_, said := Read(toolLibrary(), book, "T.csv", only(toolPacket(), "T"), nil)
			var got []string
			for _, f := range said {
				if f.Code == "CELL-20" || f.Code == "CELL-25" {
					f.Where.File = ""
					got = append(got, string(f.Code)+" "+f.Where.String())
				}
			}
			if strings.Join(got, "\n") != tc.want {
				t.Errorf("it says %q, want %q", got, tc.want)
			}
		})
	}
}
