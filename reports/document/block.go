package document

// Block is a Paragraph, List, Table, Figure, Quote, Callout or KeyFigures.
type Block interface{ block() }

func (Paragraph) block()  {}
func (List) block()       {}
func (Table) block()      {}
func (Figure) block()     {}
func (Quote) block()      {}
func (Callout) block()    {}
func (KeyFigures) block() {}

// Paragraph is a run of sentences, set as one text.
type Paragraph struct{ Sentences []Sentence }

// List is bulleted, or numbered when Ordered.
type List struct {
	Ordered bool
	Items   []Item
}

// Item of a list.
type Item struct {
	Status    Status // its mark and word lead the item in place of the bullet
	Sentences []Sentence
}

// Align is the horizontal place of a text in its cell.
type Align int

// Alignments. Auto is the column's, and Left for a column that says nothing.
const (
	Auto Align = iota
	Left
	Right
	Center
)

// Table is a grid of texts. The first cell of a row heads the row.
type Table struct {
	Caption string   // printed with its number: "Table 3. …"
	Sources []Source // of the caption
	Columns []Column
	Rows    []Row
	Empty   string // printed when there are no rows: "No action was planned."
	Note    []Sentence
	Fine    bool // small print, set close: a list to look things up in
}

// Column of a table.
type Column struct {
	Title string
	Group string  // neighbours with the same group stand under one common heading
	Width float64 // share of the table's width; 0 counts as 1
	Align Align
}

// Row of a table. A row with a Band and no cells is a heading across the table
// for the rows after it.
type Row struct {
	Band  Cell
	Cells []Cell
}

// Cell of a table. Text and status may both be there.
type Cell struct {
	Text    string
	Sources []Source
	Status  Status
	Align   Align
	Strong  bool
	Lang    string
	Quoted  bool // staff's own words: set in italics between quotation marks
}

// Figure is a chart with its caption. Its text alternative is made from the
// chart's own numbers; Lead, when there is one, goes before it.
type Figure struct {
	Caption string   // printed with its number: "Figure 2. …"
	Sources []Source // of the caption
	Lead    string
	Chart   Chart
	Note    []Sentence
}

// Quote is staff's own words, visibly theirs.
type Quote struct {
	Label   string // "Challenges encountered"; may be blank
	Text    string // paragraphs separated by line feeds
	By      string // "Human Resources, October 2026"
	Lang    string
	Sources []Source
}

// Callout is a framed note: a gap in the reports, a dispute, a decision asked for.
type Callout struct {
	Tone      Tone
	Title     string
	Sources   []Source // of the title
	Sentences []Sentence
}

// KeyFigures are big numbers at a glance, a few in a row.
type KeyFigures struct{ Figures []KeyFigure }

// KeyFigure is one of them: "7 of 9" over "milestones met".
type KeyFigure struct {
	Value   string
	Label   string
	Detail  string // small line below: "2 not yet reported"
	Tone    Tone   // colours the rule above the figure; Detail or Label must say it in words
	Sources []Source
}
