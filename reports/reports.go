// Package reports prints documents. It is the map of the printing half: a document
// (package document) is laid out (layout), its charts are drawn (chart) with the
// report's fonts (typeface), and what is drawn becomes tagged PDF (tagpdf).
//
// Printing needs no clock, no file and no network: equal arguments give equal
// bytes. It never decides what a report says; that is narrative's.
package reports

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"spm/reports/chart"
	"spm/reports/document"
	"spm/reports/layout"
	"spm/reports/tagpdf"
	"spm/reports/typeface"
)

// Options of Print that change nothing in what a report says.
type Options struct {
	Created time.Time // the file's creation time, in its metadata
	Plain   bool      // uncompressed and unpacked, for tests that look into the file
}

// Print makes a tagged PDF of a document. missing lists the characters that no
// font has; each was printed as typeface.Substitute. A document that cannot be
// printed is an error, never a panic.
func Print(doc document.Document, theme Theme, o Options) (pdf []byte, missing []typeface.Missing, err error) {
	defer func() {
		if r := recover(); r != nil {
			pdf, missing, err = nil, nil, fmt.Errorf("printing %q: %v", doc.Title, r)
		}
	}()
	pdf, missing, err = printed(doc, theme, o)
	if err != nil {
		return nil, nil, fmt.Errorf("printing %q: %w", doc.Title, err)
	}
	return pdf, missing, nil
}

func printed(doc document.Document, theme Theme, o Options) ([]byte, []typeface.Missing, error) {
	if strings.TrimSpace(doc.Title) == "" {
		return nil, nil, errors.New("the document has no title")
	}
	if doc.Language == "" {
		doc.Language = "en-US"
	}
	theme = theme.filled()
	faces := theme.Faces
	if faces == nil {
		var err error
		if faces, err = typeface.Roboto(); err != nil {
			return nil, nil, err
		}
	}
	width, height, err := theme.page(doc.Landscape)
	if err != nil {
		return nil, nil, err
	}
	setup := tagpdf.Setup{Width: width, Height: height, Plain: o.Plain}
	for _, f := range faces.Faces() {
		setup.Fonts = append(setup.Fonts, tagpdf.Font{Name: f.Name, Family: f.Family, Style: f.Style, Data: f.Bytes()})
	}
	d := tagpdf.New(setup)
	d.MapRole("Title", "P")
	compositor := typeface.NewCompositor(faces)
	flow := layout.New(layout.Pen{Doc: d, Type: compositor, Look: theme.look()}, doc.Words.Or(document.English), doc.Language)
	if err := set(flow, &doc, theme); err != nil {
		return nil, nil, err
	}
	pdf, err := d.Finish(tagpdf.Options{Unpack: o.Plain, Meta: tagpdf.Meta{
		Title: fileTitle(compositor, &doc), Author: compositor.Clean(doc.Organization), Subject: compositor.Clean(doc.Subtitle),
		Lang: doc.Language, Created: o.Created,
	}})
	return pdf, compositor.Missing(), err
}

// set hands the document's parts to the flow in reading order and sets its pages.
func set(flow *layout.Flow, doc *document.Document, theme Theme) error {
	flow.Draft = doc.Draft
	flow.Running = strings.Join(filled(doc.Organization, doc.Branch, doc.Title, doc.Period), " · ")
	flow.Foot = doc.Date
	if doc.Compact {
		flow.TitleBlock(doc)
	} else {
		logo, err := loadLogo(flow, doc, theme)
		if err != nil {
			return err
		}
		flow.Cover(doc, logo)
		flow.Contents()
	}
	for _, s := range doc.Sections {
		if err := section(flow, s, 1); err != nil {
			return err
		}
	}
	flow.Finish()
	return nil
}

func loadLogo(flow *layout.Flow, doc *document.Document, theme Theme) (layout.Logo, error) {
	if len(theme.Logo) == 0 {
		return layout.Logo{}, nil
	}
	w, h, err := flow.LoadImage(theme.Logo)
	if err != nil {
		return layout.Logo{}, fmt.Errorf("the theme's logo: %w", err)
	}
	alt := theme.LogoAlt
	if alt == "" {
		alt = doc.Organization
	}
	if alt == "" {
		alt = doc.Title
	}
	return layout.Logo{Width: float64(w), Height: float64(h), Alt: alt}, nil
}

func section(flow *layout.Flow, s document.Section, level int) error {
	if s.Level > 0 {
		level = s.Level
	}
	if s.Page {
		flow.NewPage()
	}
	flow.Heading(level, s.Title, s.Lang)
	for i, b := range s.Blocks {
		if err := block(flow, b); err != nil {
			return fmt.Errorf("section %q, block %d: %w", s.Title, i+1, err)
		}
	}
	for _, k := range s.Sections {
		if err := section(flow, k, level+1); err != nil {
			return err
		}
	}
	return nil
}

func block(flow *layout.Flow, b document.Block) error {
	figure, ok := b.(document.Figure)
	if !ok {
		return flow.Add(b)
	}
	parts, err := chart.Parts(&flow.Pen, flow.Words, figure.Chart, flow.Room())
	if err != nil {
		return err
	}
	for i := range parts {
		if i == 0 && figure.Lead != "" {
			parts[i].Alt = strings.TrimSpace(figure.Lead) + " " + parts[i].Alt
		}
	}
	flow.Figure(strings.TrimSpace(figure.Caption), parts, figure.Note)
	return nil
}

// fileTitle is what the window of a PDF viewer shows.
func fileTitle(c *typeface.Compositor, doc *document.Document) string {
	who := strings.Join(filled(doc.Organization, doc.Branch), ", ")
	what := strings.Join(filled(doc.Title, doc.Period), " ")
	return c.Clean(strings.Join(filled(who, what), ": "))
}

// filled drops the blank ones.
func filled(texts ...string) (out []string) {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}
