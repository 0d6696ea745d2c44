package tagpdf

// Elem is a structure element. Its kids stand in reading order, which is the
// order they were added in, not the order they were drawn in.
type Elem struct {
	Role   string // H1, P, Table, TH, ...
	Alt    string
	Lang   string
	Title  string
	Attr   string // attribute dictionary, PDF syntax
	parent *Elem
	kids   []kid
	num    int // object number, set by Finish
	late   bool
}

// kid is an element, marked content (page, mcid) or a reference to a link.
type kid struct {
	elem  *Elem
	page  int // 1-based
	mcid  int
	annot *annot
}

// Add appends a child element.
func (e *Elem) Add(role string) *Elem {
	c := &Elem{Role: role, parent: e}
	e.kids = append(e.kids, kid{elem: c})
	return c
}

// Inline makes a child that takes its place among e's kids when its first
// content is drawn, so that it stands between the text around it.
func (e *Elem) Inline(role string) *Elem { return &Elem{Role: role, parent: e, late: true} }

func (e *Elem) join() {
	if e.late {
		e.late = false
		e.parent.kids = append(e.parent.kids, kid{elem: e})
	}
}
