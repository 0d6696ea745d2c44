package tagpdf

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"eliasnaur.com/font/roboto/robotoregular"
)

func newDoc() *Doc {
	d := New(Setup{Width: 612, Height: 792, Plain: true, Fonts: []Font{{Name: "Roboto-Regular", Family: "b", Data: bytes.Clone(robotoregular.TTF)}}})
	d.AddPage()
	d.Font("b", "", 12, Colour{})
	return d
}

// An inline element stands between the text around it, not before it: checkers of
// PDF/UA pass both, people who listen do not.
func TestInlineStandsInItsPlace(t *testing.T) {
	d := newDoc()
	p := d.Root.Add("P")
	link := p.Inline("Link")
	d.Content(p)
	d.Text(10, 20, "before ")
	d.Content(link)
	d.Text(60, 20, "link")
	d.Link(link, 60, 10, 30, 12, "https://example.org/ñ x", "", "link")
	d.Content(p)
	d.Text(90, 20, " after")
	if len(p.kids) != 3 || p.kids[0].elem != nil || p.kids[1].elem != link || p.kids[2].elem != nil {
		t.Fatalf("kids %+v", p.kids)
	}
	b, err := d.Finish(Options{Meta: Meta{Title: "t", Lang: "en-US"}, Unpack: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"%PDF-1.7\n", "/Type/OBJR", "(https://example.org/%C3%B1%20x)", "/Producer(spm)"} {
		if !bytes.Contains(b, []byte(want)) {
			t.Errorf("the file lacks %s", want)
		}
	}
}

func TestMistakesAreErrors(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(d *Doc)
		want string
	}{
		{"an artifact that turns the page", func(d *Doc) { d.Artifact(Layout, d.AddPage) }, "turned the page"},
		{"content in an artifact", func(d *Doc) { d.Artifact(Layout, func() { d.Content(d.Root.Add("P")) }) }, "within an artifact"},
		{"a link to nowhere", func(d *Doc) {
			e := d.Root.Add("P").Add("Link")
			d.Content(e)
			d.Link(e, 10, 10, 30, 12, "", "nowhere", "x")
		}, `unknown place "nowhere"`},
		{"a bookmark to nowhere", func(d *Doc) { d.Bookmark("x", 0, "nowhere") }, `unknown place "nowhere"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDoc()
			c.do(d)
			if _, err := d.Finish(Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v", err)
			}
		})
	}
	if _, err := New(Setup{Width: 9, Height: 9}).Finish(Options{}); err == nil {
		t.Error("a document without pages")
	}
}

// Numbers that are not finite would make the page unreadable.
func TestOnlyFiniteNumbersAreDrawn(t *testing.T) {
	d := newDoc()
	d.Content(d.Root.Add("P"))
	nan, c := math.NaN(), Colour{}
	pen := Pen{Fill: &c, Line: &c, Width: 1}
	d.Text(nan, 1, "x")
	d.Rect(pen, 1, 1, nan, 1)
	d.RoundRect(pen, 1, 1, nan, 1, 1)
	d.Circle(pen, 1, 1, math.Inf(1))
	d.Line(pen, 1, 1, nan, 1)
	d.Path(pen, true, 1, 1, 2, nan)
	d.Image(1, 1, 1, 1) // none is loaded
	b, err := d.Finish(Options{Unpack: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"NaN", "+Inf"} {
		if bytes.Contains(b, []byte(s)) {
			t.Errorf("the file holds %s", s)
		}
	}
}

// split refuses what is cut or damaged, and never panics.
func TestSplitRefusesDamage(t *testing.T) {
	d := newDoc()
	d.Text(10, 20, "x")
	var raw bytes.Buffer
	if err := d.f.Output(&raw); err != nil {
		t.Fatal(err)
	}
	if _, err := split(raw.Bytes()); err != nil {
		t.Fatal(err)
	}
	for n := range 40 {
		cut := raw.Len() * n / 40
		if _, err := split(raw.Bytes()[:cut]); err == nil {
			t.Errorf("the first %d bytes were taken", cut)
		}
	}
	for _, r := range [][2]string{{"startxref\n", "startxref\n9"}, {"0000000", "9999999"}, {"/Root ", "/Rxxt "}, {"endobj", "endxxx"}} {
		bad := bytes.ReplaceAll(raw.Bytes(), []byte(r[0]), []byte(r[1]))
		if _, err := split(bad); err == nil {
			t.Errorf("taken with %q", r[1])
		}
	}
}

func TestColourProfile(t *testing.T) {
	p := sRGB()
	if n := int(p[0])<<24 | int(p[1])<<16 | int(p[2])<<8 | int(p[3]); n != len(p) {
		t.Errorf("the profile says %d bytes and has %d", n, len(p))
	}
	if string(p[36:40]) != "acsp" {
		t.Error("no signature")
	}
}
