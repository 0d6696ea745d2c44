package tagpdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// addLinks writes the link annotations and hangs them and the structure's keys
// on the pages.
func (d *Doc) addLinks(f *file, pages []int) error {
	byPage := map[int][]string{}
	for i, a := range d.annots {
		a.key = len(pages) + i
		action := "/A<</S/URI/URI" + text(ascii(a.uri)) + ">>"
		if a.uri == "" {
			t, ok := d.dests[a.dest]
			if !ok {
				return fmt.Errorf("tagpdf: link to unknown place %q", a.dest)
			}
			action = fmt.Sprintf("/Dest[%d 0 R/XYZ 0 %.2f null]", pages[t.page-1], t.y)
		}
		a.num = f.add(fmt.Sprintf("<</Type/Annot/Subtype/Link/Rect[%.2f %.2f %.2f %.2f]/Border[0 0 0]/F 4/StructParent %d/Contents%s%s>>",
			a.x0, a.y0, a.x1, a.y1, a.key, text(a.contents), action))
		byPage[a.page] = append(byPage[a.page], fmt.Sprintf("%d 0 R", a.num))
	}
	for i, n := range pages {
		head := fmt.Sprintf("<</Type/Page/StructParents %d/Tabs/S", i)
		if a := byPage[i+1]; a != nil {
			head += "/Annots[" + strings.Join(a, " ") + "]"
		}
		f.objs[n] = append([]byte(head+"\n"), f.objs[n][len(pageHead):]...)
	}
	return nil
}

// ascii is a web address with everything else than printable ASCII escaped.
func ascii(uri string) string {
	var b strings.Builder
	for _, c := range []byte(uri) {
		if c <= ' ' || c > '~' {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// addTree writes the structure elements, the parent tree and their root, whose
// number it returns.
func (d *Doc) addTree(f *file, pages []int) int {
	root := f.reserve()
	var all []*Elem
	var count func(e *Elem)
	count = func(e *Elem) {
		e.num = f.reserve()
		all = append(all, e)
		for _, k := range e.kids {
			if k.elem != nil {
				count(k.elem)
			}
		}
	}
	count(d.Root)
	for _, e := range all {
		parent := root
		if e.parent != nil {
			parent = e.parent.num
		}
		f.objs[e.num] = []byte(e.object(parent, pages))
	}

	var b strings.Builder
	fmt.Fprintf(&b, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d",
		d.Root.num, f.add(d.parentTree(pages)), len(pages)+len(d.annots))
	if len(d.roles) > 0 {
		b.WriteString("/RoleMap<<")
		for _, from := range slices.Sorted(maps.Keys(d.roles)) {
			b.WriteString("/" + from + "/" + d.roles[from])
		}
		b.WriteString(">>")
	}
	b.WriteString(">>")
	f.objs[root] = []byte(b.String())
	return root
}

// object is the element as a PDF dictionary.
func (e *Elem) object(parent int, pages []int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type/StructElem/S/%s/P %d 0 R", e.Role, parent)
	page := 0 // the page that marked content is on unless it says otherwise
	if i := slices.IndexFunc(e.kids, func(k kid) bool { return k.elem == nil }); i >= 0 {
		page = e.kids[i].page
		fmt.Fprintf(&b, "/Pg %d 0 R", pages[page-1])
	}
	if len(e.kids) > 0 {
		b.WriteString("/K[")
		for _, k := range e.kids {
			switch {
			case k.elem != nil:
				fmt.Fprintf(&b, "%d 0 R ", k.elem.num)
			case k.annot != nil:
				fmt.Fprintf(&b, "<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>", k.annot.num, pages[k.page-1])
			case k.page == page:
				fmt.Fprintf(&b, "%d ", k.mcid)
			default:
				fmt.Fprintf(&b, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pages[k.page-1], k.mcid)
			}
		}
		b.WriteString("]")
	}
	for _, kv := range [][2]string{{"/Alt", e.Alt}, {"/Lang", e.Lang}, {"/T", e.Title}} {
		if kv[1] != "" {
			b.WriteString(kv[0] + text(kv[1]))
		}
	}
	if e.Attr != "" {
		b.WriteString("/A" + e.Attr)
	}
	b.WriteString(">>")
	return b.String()
}

// parentTree leads from marked content and links back to their elements.
func (d *Doc) parentTree(pages []int) string {
	var b strings.Builder
	b.WriteString("<</Nums[")
	for i := range pages {
		fmt.Fprintf(&b, "%d[", i)
		for _, e := range d.perPage[i] {
			fmt.Fprintf(&b, "%d 0 R ", e.num)
		}
		b.WriteString("]")
	}
	for _, a := range d.annots {
		fmt.Fprintf(&b, "%d %d 0 R ", a.key, a.elem.num)
	}
	b.WriteString("]>>")
	return b.String()
}

// bookmark is an entry of the outline with its object number.
type bookmark struct {
	outline
	num  int
	kids []*bookmark
}

// addOutlines writes the bookmarks and returns the number of their root, 0 when
// there are none.
func (d *Doc) addOutlines(f *file, pages []int) (int, error) {
	if len(d.outlines) == 0 {
		return 0, nil
	}
	root := &bookmark{num: f.reserve()}
	open := []*bookmark{root}
	for _, o := range d.outlines {
		if _, ok := d.dests[o.dest]; !ok {
			return 0, fmt.Errorf("tagpdf: bookmark %q leads to unknown place %q", o.title, o.dest)
		}
		open = open[:max(1, min(o.level+1, len(open)))]
		n := &bookmark{outline: o, num: f.reserve()}
		p := open[len(open)-1]
		p.kids = append(p.kids, n)
		open = append(open, n)
	}
	d.putBookmarks(f, pages, root)
	f.objs[root.num] = fmt.Appendf(nil, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>",
		root.kids[0].num, root.kids[len(root.kids)-1].num, len(root.kids))
	return root.num, nil
}

func (d *Doc) putBookmarks(f *file, pages []int, parent *bookmark) {
	for i, c := range parent.kids {
		t := d.dests[c.dest]
		var b strings.Builder
		fmt.Fprintf(&b, "<</Title%s/Parent %d 0 R/Dest[%d 0 R/XYZ 0 %.2f null]", text(c.title), parent.num, pages[t.page-1], t.y)
		if i > 0 {
			fmt.Fprintf(&b, "/Prev %d 0 R", parent.kids[i-1].num)
		}
		if i+1 < len(parent.kids) {
			fmt.Fprintf(&b, "/Next %d 0 R", parent.kids[i+1].num)
		}
		if n := len(c.kids); n > 0 {
			fmt.Fprintf(&b, "/First %d 0 R/Last %d 0 R/Count -%d", c.kids[0].num, c.kids[n-1].num, n)
		}
		f.objs[c.num] = []byte(b.String() + ">>")
		d.putBookmarks(f, pages, c)
	}
}
