package spreadsheet

import (
	"testing"

	"spm/engine/finding"
	"spm/testdata/hostile"
)

// Files that harm are read or refused for what they are, never by a failure of
// ours. The heavy ones are played by package engine, with limits of memory and time.
func TestHostileFiles(t *testing.T) {
	for _, f := range hostile.Files() {
		if f.Heavy {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			book, found := Open(f.Name, f.Data())
			judge(t, book, found)
			if refused := found.Count(finding.Error) > 0; refused && codes(found)[:len(f.Want)] != f.Want || !refused && f.Want < "FILE-40" {
				t.Errorf("%s: %s, want %s", f.Class, codes(found), f.Want)
			}
		})
	}
}

// No single changed byte of a file may change a value without a word.
func TestEveryChangedByte(t *testing.T) {
	good := plain(`<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>46000</v></c></row><row r="2"><c r="A2"><v>1.5</v></c></row>`).zip()
	want := dump(mustOpen(t, good).Sheets[0])
	accepted := 0
	for i := range good {
		for _, flip := range []byte{1, 0x20, 0x80} {
			data := append([]byte(nil), good...)
			data[i] ^= flip
			book, found := Open("a.xlsx", data)
			judge(t, book, found)
			if book == nil {
				continue
			}
			accepted++
			if got := dump(book.Sheets[0]); len(book.Sheets) != 1 || got != want {
				t.Errorf("byte %d ^ %#x: %s", i, flip, got)
			}
		}
	}
	t.Logf("%d of %d changed files are read, with the same values", accepted, 3*len(good))
}
