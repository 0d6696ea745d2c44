package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"spm/engine/form"
	"spm/engine/packet"
)

// Write makes the workbook of a packet. The same library and packet give the
// same bytes, whatever was written before.
func Write(lib *form.Library, p *packet.Packet) ([]byte, error) {
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	r.clear()
	l, err := planInto(r, lib, p)
	if err != nil {
		return nil, err
	}
	b, err := l.write(lib)
	if err != nil {
		return nil, fmt.Errorf("writing packet %s: %w", p.Code, err)
	}
	return b, nil
}

// write carries the layout out: into what excelize has prepared for workbooks of
// its look go the sheets, the texts, the names and the properties of this one.
func (l *Layout) write(lib *form.Library) ([]byte, error) {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.begin(l, lib)
	var err error
	x := w.wants()
	if w.prepared, err = packages.get(x.key(), func() (*prepared, error) { return prepare(x) }); err != nil {
		return nil, err
	}
	for _, k := range w.looks {
		w.styles = append(w.styles, `" s="`+strconv.Itoa(w.prepared.styles[k])+`"`)
	}
	return w.write()
}

// rooms are kept for the next plan.
var rooms = sync.Pool{New: func() any { return &room{} }}

// writers are kept for their buffers.
var writers = sync.Pool{New: func() any { return &writer{look: map[look]uint16{}} }}

// writer writes one workbook at a time.
type writer struct {
	*Layout
	lib      *form.Library
	prepared *prepared
	sheets   []*SheetLayout // the first one, and those of the forms
	zip      packer
	strings  sharedStrings
	xml      []byte // the parts, one behind the other
	parts    []written
	run      []byte // runs of a rich text
	pageOf   string // what a printed page says of its number

	look   map[look]uint16 // index of each look of this workbook
	last   [128]uint16     // see indexOf
	looks  []look
	styles []string // attribute of each look
	cells  []drawn  // each cell, sheet by sheet
	drawn  []drawn  // those of the sheet that is being written
	done   int      // cells that are written
	ends   []int32  // of the cells of each row in byRow
	byRow  []int32  // the cells of a sheet, row by row
	row    []place  // the columns of a row
	digits []byte   // its number
	fonts  map[Role]runFonts
}

// begin takes over a layout and forgets the last one.
func (w *writer) begin(l *Layout, lib *form.Library) {
	w.Layout, w.lib, w.prepared = l, lib, nil
	w.pageOf = lib.Say(form.PageOf, "page", "&P", "pages", "&N")
	w.sheets = append(w.sheets[:0], l.Start)
	for i := range l.Sheets {
		w.sheets = append(w.sheets, &l.Sheets[i])
	}
	w.xml, w.parts = w.xml[:0], w.parts[:0]
	w.zip.reset()
	w.strings.reset()
	clear(w.look)
	w.looks, w.styles, w.cells, w.done = w.looks[:0], w.styles[:0], w.cells[:0], 0
	w.fonts = map[Role]runFonts{}
	for _, s := range w.sheets {
		for i := range s.Cells {
			c := &s.Cells[i]
			d := drawn{look: w.indexOf(lookOf(c))}
			if c.ofForm() {
				d.text = int32(w.textOf(c)) + 1
			}
			w.cells = append(w.cells, d)
		}
	}
	w.strings.common = len(w.strings.items)
}

// drawn is what is known of a cell before its sheet is written.
type drawn struct {
	text int32 // number of its text if that is the form's, from 1
	look uint16
}

// formRoles are the roles of cells whose texts are their form's, whoever gets it.
var formRoles = [len(roleNames)]bool{
	RoleTitle: true, RoleStep: true, RoleInstruction: true, RoleBarNo: true, RoleBar: true, RoleHelp: true,
	RoleKey: true, RoleHead: true, RoleQuestion: true, RoleLabel: true, RoleHint: true, RoleBack: true,
}

// ofForm tells whether every recipient of the form reads the same in a cell. What
// the columns of a matrix stand for is their own.
func (c *Cell) ofForm() bool {
	return formRoles[c.Role] && c.Text != "" && c.Formula == "" && (c.Field == nil || c.Field.Column == "")
}

// indexOf numbers the looks as they come. Most are found where they were left
// last: hashing every one would cost more than all else here.
func (w *writer) indexOf(k look) uint16 {
	last := &w.last[(int(k.role)*11+len(k.format)*3+k.flags()*5)%len(w.last)]
	if int(*last) < len(w.looks) && w.looks[*last] == k {
		return *last
	}
	n, ok := w.look[k]
	if !ok {
		n = uint16(len(w.looks))
		w.look[k] = n
		w.looks = append(w.looks, k)
	}
	*last = n
	return n
}

// wants is what this workbook needs of a prepared package.
func (w *writer) wants() *wants {
	x := &wants{theme: w.Theme.Colours, looks: slices.Clone(w.looks)}
	slices.SortFunc(x.looks, compareLooks)
	for _, s := range w.sheets {
		for _, r := range s.Rules {
			if !slices.Contains(x.tones, r.Tone) {
				x.tones = append(x.tones, r.Tone)
			}
		}
		if s.Logo > 0 {
			x.logo = logoOf(w.Layout)
		}
	}
	slices.Sort(x.tones)
	return x
}

// write writes every part, then packs them: each is done in one go, so that its
// tables stay at hand.
func (w *writer) write() ([]byte, error) {
	// A program looks first for what tells it that this is a workbook.
	w.common("[Content_Types].xml", w.contentTypes)
	w.common("_rels/.rels", w.relations)
	w.common("docProps/app.xml", w.application)
	w.part("docProps/core.xml", w.core)
	if w.hasCustom() {
		w.part("docProps/custom.xml", w.custom)
	}
	w.part("xl/workbook.xml", w.book)
	w.common("xl/_rels/workbook.xml.rels", w.bookRelations)
	for i, s := range w.sheets {
		w.part(sheetPart(i), func() { w.sheet(i, s) })
	}
	w.part(sheetPart(len(w.sheets)), w.lists)
	w.part(sheetPart(len(w.sheets)+1), w.meta)
	w.sharedStrings()
	w.logoRelations()
	return w.pack()
}

// part writes a part behind the one before.
func (w *writer) part(name string, fill func()) {
	first := len(w.xml)
	fill()
	w.parts = append(w.parts, written{name, first, len(w.xml), extent{first, first}})
}

// common writes a part that says nothing of a recipient.
func (w *writer) common(name string, fill func()) {
	w.part(name, fill)
	p := &w.parts[len(w.parts)-1]
	p.common = extent{p.first, p.end}
}

// sharedStrings writes the texts of all sheets; those of the forms come first.
func (w *writer) sharedStrings() {
	s := &w.strings
	w.part("xl/sharedStrings.xml", func() {
		w.put(xmlHead + `<sst xmlns="` + mainSpace + `" count="`)
		w.int(s.uses)
		w.put(`" uniqueCount="`)
		w.int(s.count)
		w.put(`">`)
		w.xml = append(w.xml, s.items...)
		w.put("</sst>")
	})
	if p := &w.parts[len(w.parts)-1]; s.common > 0 {
		begin := p.end - len("</sst>") - len(s.items)
		p.common = extent{begin, begin + s.common}
	}
}

// written is where a part stands in the xml of the writer.
type written struct {
	name       string
	first, end int
	common     extent // what many workbooks have alike
}

type extent struct{ first, end int }

func (w *writer) pack() ([]byte, error) {
	for _, p := range w.parts {
		if err := w.zip.add(p.name, w.xml[p.first:p.common.first], w.xml[p.common.first:p.common.end], w.xml[p.common.end:p.end]); err != nil {
			return nil, err
		}
	}
	for _, x := range w.prepared.parts {
		if err := w.zip.copy(x, x.name); err != nil {
			return nil, err
		}
	}
	if err := w.packDrawings(); err != nil {
		return nil, err
	}
	return w.zip.close()
}

func (w *writer) put(texts ...string) {
	for _, s := range texts {
		w.xml = append(w.xml, s...)
	}
}

func (w *writer) int(n int) { w.xml = appendInt(w.xml, n) }

func (w *writer) attr(name, value string) { w.xml = appendAttribute(w.xml, name, value) }

// element writes an element with a text, if there is one.
func (w *writer) element(name, text string) {
	if text == "" {
		return
	}
	w.put("<", name, ">")
	w.xml = appendText(w.xml, text)
	tag, _, _ := strings.Cut(name, " ")
	w.put("</", tag, ">")
}
