// Package uacheck tests a file against the machine-checkable part of PDF/UA-1
// that tagpdf could get wrong. Clause numbers are veraPDF's. It reads with pdfcpu,
// so that it shares no code with the writer.
//
// It is for tests only, and for files that tagpdf wrote: it expects one resource
// dictionary for all pages and Type0 fonts with a CIDToGIDMap. It never judges
// reading order, the wording of text alternatives, contrast, or what fonts draw.
package uacheck

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// mark is a marked sequence: a page (1-based) and the MCID on it.
type mark struct{ page, mcid int }

type checker struct {
	ctx     *model.Context
	count   map[string]int    // clause -> failures
	first   map[string]string // clause -> its first failure
	drawn   map[mark]bool
	owner   map[mark]int // structure element, by object number
	pages   map[int]int  // object number -> page
	roles   map[string]string
	linked  map[int]bool            // annotations that the structure refers to
	chars   map[string]map[int]bool // font resource -> codes drawn
	heading int                     // level of the last heading
}

// Check returns the failed clauses, each with its first failure; none for a good
// file. A file that cannot be read is an error.
func Check(b []byte) (fails []string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("uacheck: %v", r)
		}
	}()
	ctx, err := read(b)
	if err != nil {
		return nil, err
	}
	c := &checker{
		ctx: ctx, count: map[string]int{}, first: map[string]string{}, drawn: map[mark]bool{}, owner: map[mark]int{},
		pages: map[int]int{}, roles: map[string]string{}, linked: map[int]bool{}, chars: map[string]map[int]bool{},
	}
	if !bytes.HasPrefix(b, []byte("%PDF-1.7\n%")) {
		c.fail("A 6.1.2", "header")
	}
	if len(ctx.ID) == 0 {
		c.fail("A 6.1.3", "no ID")
	}
	c.document()
	for _, k := range slices.Sorted(maps.Keys(c.count)) {
		fails = append(fails, fmt.Sprintf("%s x%d: %s", k, c.count[k], c.first[k]))
	}
	return fails, nil
}

// Pages is the number of pages of a file.
func Pages(b []byte) (int, error) {
	ctx, err := read(b)
	if err != nil {
		return 0, err
	}
	return ctx.PageCount, nil
}

func read(b []byte) (*model.Context, error) {
	model.ConfigPath = "disable"
	ctx, err := api.ReadContext(bytes.NewReader(b), model.NewDefaultConfiguration())
	if err == nil {
		err = ctx.EnsurePageCount()
	}
	if err != nil {
		return nil, fmt.Errorf("uacheck: %w", err)
	}
	return ctx, nil
}

func (c *checker) fail(clause, format string, args ...any) {
	c.count[clause]++
	if c.first[clause] == "" {
		c.first[clause] = fmt.Sprintf(format, args...)
	}
}

// document checks the catalog, then the structure, the pages and the fonts.
func (c *checker) document() {
	cat, err := c.ctx.Catalog()
	if err != nil {
		c.fail("file", "%v", err)
		return
	}
	if !isTrue(c.dict(cat["MarkInfo"]), "Marked") {
		c.fail("6.2-1", "not marked")
	}
	if !isTrue(c.dict(cat["ViewerPreferences"]), "DisplayDocTitle") {
		c.fail("7.1-10", "DisplayDocTitle")
	}
	if !has(cat, "Lang") {
		c.fail("7.2-lang", "no Lang")
	}
	c.metadata(cat)
	root := c.dict(cat["StructTreeRoot"])
	if root == nil {
		c.fail("7.1-11", "no structure")
		return
	}
	for from, to := range c.dict(root["RoleMap"]) {
		if n, ok := to.(types.Name); ok {
			c.roles[from] = string(n)
		}
	}
	for p := 1; p <= c.ctx.PageCount; p++ {
		if _, ref, _, err := c.ctx.PageDict(p, false); err == nil && ref != nil {
			c.pages[ref.ObjectNumber.Value()] = p
		}
	}
	c.element(root["K"], "StructTreeRoot", 0)
	parents := map[int]types.Object{}
	c.numberTree(c.dict(root["ParentTree"]), parents)
	for p := 1; p <= c.ctx.PageCount; p++ {
		c.page(p, parents)
	}
	for m := range c.owner {
		if !c.drawn[m] {
			c.fail("tree", "page %d has no MCID %d", m.page, m.mcid)
		}
	}
	c.fonts()
}

var dcTitle = regexp.MustCompile(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">[^<]`)

func (c *checker) metadata(cat types.Dict) {
	x := c.stream(cat["Metadata"])
	if x == nil {
		c.fail("7.1-8", "no metadata")
		return
	}
	if !bytes.Contains(x, []byte("<pdfuaid:part>1</pdfuaid:part>")) {
		c.fail("5-1", "pdfuaid")
	}
	if !dcTitle.Match(x) {
		c.fail("7.1-9", "dc:title")
	}
}

// Helpers around pdfcpu: what is missing or of another kind comes out empty.

func (c *checker) dict(o types.Object) types.Dict {
	if o == nil {
		return nil
	}
	d, err := c.ctx.DereferenceDict(o)
	if err != nil {
		return nil
	}
	return d
}

func (c *checker) array(o types.Object) types.Array {
	if o == nil {
		return nil
	}
	x, err := c.ctx.Dereference(o)
	if err != nil {
		return nil
	}
	a, _ := x.(types.Array)
	return a
}

func (c *checker) stream(o types.Object) []byte {
	sd, _, err := c.ctx.DereferenceStreamDict(o)
	if err != nil || sd == nil || sd.Decode() != nil {
		return nil
	}
	return sd.Content
}

func name(d types.Dict, k string) string {
	if n := d.NameEntry(k); n != nil {
		return *n
	}
	return ""
}

func has(d types.Dict, k string) bool { _, ok := d.Find(k); return ok }

func isTrue(d types.Dict, k string) bool {
	b, ok := d[k].(types.Boolean)
	return ok && bool(b)
}

func object(o types.Object) int {
	if r, ok := o.(types.IndirectRef); ok {
		return r.ObjectNumber.Value()
	}
	return 0
}
