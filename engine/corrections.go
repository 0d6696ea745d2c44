package engine

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"spm/engine/correction"
	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/workspace"
)

// corrections are the sender's own workbook with everything marked that has to
// be mended. There are none where nothing in the file can be marked, or where
// it is built too oddly: then the receipt says it all.
func (in *intake) corrections(x opened, r *Read, p *packet.Packet, lib *form.Library) ([]byte, error) {
	if x.whole == nil || x.whole.Format == spreadsheet.Table || !mendable(r.Findings) {
		return nil, nil
	}
	marked, err := correction.Mark(x.whole, x.data, lib.Told(r.Findings), fixWords(lib, p))
	if correction.IsOdd(err) {
		return nil, nil
	}
	return marked, err
}

// mendable tells whether there is an error that can be marked in the workbook.
func mendable(findings finding.List) bool {
	for _, f := range findings {
		if f.Severity == finding.Error && correction.Places(f) {
			return true
		}
	}
	return false
}

// endings are those that a file may have for what it is, the common one first,
// whatever it is called.
func (x opened) endings() []string {
	switch {
	case x.whole == nil || x.whole.Format != spreadsheet.OpenDocument:
		return []string{".xlsx", ".xlsm", ".xltx", ".xltm"}
	case bytes.HasPrefix(x.data, []byte("PK")):
		return []string{".ods", ".ots"}
	}
	return []string{".fods"} // one flat text
}

// correctionsName is the name of a marked file: that of the sender's with a
// word behind it, once, however often it comes back.
func correctionsName(all, lib *form.Library, name, file string, endings []string) string {
	ending := strings.ToLower(filepath.Ext(file))
	if !slices.Contains(endings, ending) {
		ending = endings[0]
	}
	name = strings.TrimSuffix(name, filepath.Ext(file))
	for _, said := range all.Every(form.FixFile, "name", "") {
		name = strings.TrimSuffix(name, said)
	}
	return workspace.SafeName(lib.Say(form.FixFile, "name", name) + ending)
}

// fixWords are the words of a list of corrections in the language of a library.
func fixWords(lib *form.Library, p *packet.Packet) correction.Words {
	w := correction.Words{
		Title: lib.Say(form.FixList), Lead: lib.Say(form.FixLead), No: lib.Say(form.FixNo), Sheet: lib.Say(form.SheetName),
		Cell: lib.Say(form.FixCell), Wrong: lib.Say(form.FixWrong), Mend: lib.Say(form.FixMend), Done: lib.Say(form.FixDone),
		LookAt: lib.Say(form.FixLook), All: lib.Say(form.FixAll), Row: lib.Say(form.FixRow), Perhaps: lib.Say(form.FixPerhaps),
		More: lib.Say(form.FixMore), NoteMend: lib.Say(form.FixNoteMend), NoteLook: lib.Say(form.FixNoteLook),
	}
	if p != nil {
		w.Send = sendBack(lib, p, true)
	}
	return w
}
