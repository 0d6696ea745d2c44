package workbook

import (
	"cmp"
	"fmt"

	"github.com/xuri/excelize/v2"

	"spm/engine/form"
	"spm/engine/packet"
)

// Write makes the workbook of a packet. The same library and packet give the
// same bytes.
func Write(lib *form.Library, p *packet.Packet) ([]byte, error) {
	l, err := Plan(lib, p)
	if err != nil {
		return nil, err
	}
	f := excelize.NewFile()
	defer f.Close()
	w := &writer{
		f: f, l: l, lib: lib, patches: map[string]patch{},
		styles: styles{f: f, colours: l.Theme.Colours, made: map[look]int{}, tones: map[Tone]int{}},
	}
	if err := w.write(); err != nil {
		return nil, fmt.Errorf("writing packet %s: %w", p.Code, err)
	}
	parts := &parts{}
	f.SetZipWriter(parts.writer)
	if _, err := f.WriteToBuffer(); err != nil {
		return nil, fmt.Errorf("writing packet %s: %w", p.Code, err)
	}
	return parts.pack(w.patches)
}

// writer carries a layout out with excelize.
type writer struct {
	f       *excelize.File
	l       *Layout
	lib     *form.Library
	styles  styles
	patches map[string]patch // what excelize cannot write, by part
}

func (w *writer) write() error {
	// Column widths count in figures of this font.
	if err := w.f.SetDefaultFont(fontName); err != nil {
		return err
	}
	size := float64(fontSize)
	w.f.Styles.Fonts.Font[0].Sz.Val = &size
	// Every sheet before any name: names are scoped by the order of sheets.
	if err := w.tabs(); err != nil {
		return err
	}
	if err := w.sheet(0, w.l.Start); err != nil {
		return fmt.Errorf("sheet %q: %w", w.l.Start.Name, err)
	}
	for i := range w.l.Sheets {
		if err := w.sheet(i+1, &w.l.Sheets[i]); err != nil {
			return fmt.Errorf("sheet %q: %w", w.l.Sheets[i].Name, err)
		}
	}
	for _, step := range []func() error{w.lists, w.meta, w.properties} {
		if err := step(); err != nil {
			return err
		}
	}
	w.f.SetActiveSheet(0)
	return nil
}

func (w *writer) tabs() error {
	if err := w.f.SetSheetName("Sheet1", w.l.Start.Name); err != nil {
		return err
	}
	for i := range w.l.Sheets {
		if _, err := w.f.NewSheet(w.l.Sheets[i].Name); err != nil {
			return err
		}
	}
	for _, name := range []string{listsSheet, metaSheet} {
		if _, err := w.f.NewSheet(name); err != nil {
			return err
		}
	}
	return nil
}

// lists fills the hidden sheet of drop-downs: a column each, its name on top.
func (w *writer) lists() error {
	rows := 1
	for i, x := range w.l.Lists {
		for j, label := range append([]string{x.List}, x.Labels...) {
			if err := w.f.SetCellStr(listsSheet, address(j+1, i+1), label); err != nil {
				return err
			}
		}
		rows = max(rows, len(x.Labels)+1)
		ref := areaRef(listsSheet, i+1, 2, len(x.Labels)+1)
		if err := w.name(x.Name, ref, ""); err != nil {
			return err
		}
	}
	return w.hide(listsSheet, rows, max(len(w.l.Lists), 1), false)
}

// meta repeats what the sheets say of themselves, for the case that somebody
// has typed over it.
func (w *writer) meta() error {
	p := w.l.Packet
	pairs := [][2]string{
		{metaPacket, p.Code}, {metaWorkspace, p.Organization}, {metaKind, p.Kind}, {metaTo, p.To.Key},
		{metaPeriod, cmp.Or(p.Period, p.Year)}, {metaIssued, string(p.Issued)},
	}
	for i, kv := range pairs {
		for j, s := range kv {
			if err := w.f.SetCellStr(metaSheet, address(i+1, j+1), safeText(s)); err != nil {
				return err
			}
		}
	}
	return w.hide(metaSheet, len(pairs), 2, true)
}

func (w *writer) hide(sheet string, rows, cols int, very bool) error {
	if err := w.f.SetSheetDimension(sheet, "A1:"+address(rows, cols)); err != nil {
		return err
	}
	return w.f.SetSheetVisible(sheet, false, very)
}

// properties are texts and a fixed day: nothing that changes from run to run.
func (w *writer) properties() error {
	p := w.l.Packet
	day := string(cmp.Or(p.Issued, "2000-01-01")) + "T00:00:00Z"
	if err := w.f.SetDocProps(&excelize.DocProperties{
		Creator: "spm", LastModifiedBy: "spm", Created: day, Modified: day, Title: safeText(p.Title), Language: w.lib.Locale(),
	}); err != nil {
		return err
	}
	if err := w.f.SetAppProps(&excelize.AppProperties{Application: "spm", Company: safeText(p.Organization)}); err != nil {
		return err
	}
	for _, kv := range [][2]string{{metaPacket, p.Code}, {metaWorkspace, safeText(p.Organization)}} {
		if kv[1] == "" {
			continue
		}
		if err := w.f.SetCustomProps(excelize.CustomProperty{Name: kv[0], Value: kv[1]}); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) name(name, refersTo, scope string) error {
	return w.f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo, Scope: scope})
}
