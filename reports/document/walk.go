package document

// Walk calls visit for every text that can state a fact, in reading order:
// sentences, captions, cells, key figures, quotations, statuses, and the labels
// and data of charts, blank ones left out. A table or chart is walked row by row.
func (d *Document) Walk(visit func(text string, sources []Source)) {
	w := walker(func(text string, sources []Source) {
		if text != "" {
			visit(text, sources)
		}
	})
	w.sentence(d.Statement)
	for _, f := range d.Facts {
		w.sentence(f.Value)
	}
	w.sentences(d.Authors)
	w.sentences(d.Recipients)
	for _, s := range d.Sections {
		w.section(s)
	}
}

type walker func(text string, sources []Source)

func (w walker) section(s Section) {
	w(s.Title, s.Sources)
	for _, b := range s.Blocks {
		w.block(b)
	}
	for _, k := range s.Sections {
		w.section(k)
	}
}

func (w walker) sentence(s Sentence) { w(s.Text, s.Sources) }
func (w walker) status(s Status)     { w(s.Word, s.Sources) }
func (w walker) datum(d Datum)       { w(d.Text, d.Sources) }
func (w walker) sentences(s []Sentence) {
	for _, x := range s {
		w.sentence(x)
	}
}

func (w walker) block(b Block) {
	switch b := b.(type) {
	case Paragraph:
		w.sentences(b.Sentences)
	case List:
		for _, it := range b.Items {
			w.status(it.Status)
			w.sentences(it.Sentences)
		}
	case Table:
		w(b.Caption, b.Sources)
		for _, r := range b.Rows {
			w.cell(r.Band)
			for _, c := range r.Cells {
				w.cell(c)
			}
		}
		w.sentences(b.Note)
	case Figure:
		w(b.Caption, b.Sources)
		w.chart(b.Chart)
		w.sentences(b.Note)
	case Quote:
		w(b.Label, nil)
		w(b.Text, b.Sources)
		w(b.By, b.Sources)
	case Callout:
		w(b.Title, b.Sources)
		w.sentences(b.Sentences)
	case KeyFigures:
		for _, k := range b.Figures {
			w(k.Value, k.Sources)
			w(k.Label, k.Sources)
			w(k.Detail, k.Sources)
		}
	}
}

func (w walker) cell(c Cell) {
	w(c.Text, c.Sources)
	w.status(c.Status)
}

func (w walker) chart(c Chart) {
	switch c := c.(type) {
	case Bars:
		for _, b := range c.Bars {
			w(b.Label, b.Sources)
			w.datum(b.Baseline)
			w.datum(b.Target)
			w.datum(b.Actual)
			w.status(b.Result)
		}
	case Lines:
		for _, s := range c.Series {
			for _, p := range s.Points {
				w.datum(p)
			}
		}
	case MonthGrid:
		for _, r := range c.Rows {
			w(r.Group, r.Sources)
			w(r.Label, r.Sources)
			for _, m := range r.Months {
				w.status(m.Status)
			}
		}
	case Timeline:
		for _, t := range c.Tasks {
			w(t.Label, t.Sources)
			w.status(t.Status)
		}
	}
}
