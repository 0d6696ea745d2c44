package byhand

import (
	"errors"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

var textBox = &excelize.Shape{Cell: "D4", Type: "rect", Paragraph: []excelize.RichTextRun{{Text: "Look here!"}}}

var cellEdits = []Edit{
	{Name: "answers merged downward", Do: onTable(func(b *Book, p *page, t *table) error {
		rows := b.filledRows(p, t)
		return b.merge(p, spot{rows[0], b.wordy(p, t)}, spot{rows[0] + 1, b.wordy(p, t)})
	})},
	{Name: "answers merged across", Do: onTable(func(b *Book, p *page, t *table) error {
		cols := b.answerColumns(p, t)
		if len(cols) < 2 {
			return ErrNothing
		}
		row := b.filledRows(p, t)[0]
		return b.merge(p, spot{row, cols[len(cols)-2]}, spot{row, cols[len(cols)-1]})
	})},
	{Name: "answers replaced by formulas", Heals: true, Do: formulas(true)},
	{Name: "answers replaced by formulas that were never calculated", Do: formulas(false)},
	{Name: "everything pasted as text", Heals: true, Do: asTexts},
	{Name: "days typed in other styles", Heals: true, Do: otherDays},
	{Name: "a row of answers struck out", Do: onTable(func(b *Book, p *page, t *table) error {
		row := b.filledRows(p, t)[0]
		for _, col := range b.answerColumns(p, t) {
			if err := b.strike(p, spot{row, col}); err != nil {
				return err
			}
		}
		return nil
	})},
	{Name: "blanks and line breaks around answers", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		for _, row := range b.filledRows(p, t) {
			at := spot{row, b.wordy(p, t)}
			if p.at(at) == "" {
				continue
			}
			if err := b.file.SetCellStr(p.name, at.String(), " \u00a0"+p.at(at)+" \n"); err != nil {
				return err
			}
		}
		return nil
	})},
}

// strike draws a line through what a cell says.
func (b *Book) strike(p *page, at spot) error {
	id, err := b.file.GetCellStyle(p.name, at.String())
	if err != nil {
		return err
	}
	s, err := b.file.GetStyle(id)
	if err != nil {
		return err
	}
	if s.Font == nil {
		s.Font = &excelize.Font{}
	}
	s.Font.Strike = true
	if id, err = b.file.NewStyle(s); err != nil {
		return err
	}
	return b.file.SetCellStyle(p.name, at.String(), at.String(), id)
}

func (b *Book) merge(p *page, from, to spot) error {
	for row := from.row; row <= to.row; row++ {
		for col := from.col; col <= to.col; col++ {
			if at := (spot{row, col}); at != from {
				if err := b.file.SetCellValue(p.name, at.String(), nil); err != nil {
					return err
				}
			}
		}
	}
	return b.file.MergeCell(p.name, from.String(), to.String())
}

// formulas puts a formula in the place of each answer that is text: the answer
// in quotes, with its result stored or not.
func formulas(stored bool) func(*Desk, string) error {
	return func(d *Desk, sheet string) error {
		return d.Book.edit(sheet, "typing formulas", func(p *page) error {
			at, ok := d.Book.anAnswer(p)
			if !ok {
				return ErrNothing
			}
			text := p.at(at)
			if err := d.Book.file.SetCellValue(p.name, at.String(), nil); err != nil {
				return err
			}
			if stored { // a number stays as the result of the formula that is laid over it
				if err := d.Book.file.SetCellDefault(p.name, at.String(), d.Book.result(text)); err != nil {
					return err
				}
			}
			return d.Book.file.SetCellFormula(p.name, at.String(), `"`+strings.ReplaceAll(text, `"`, `""`)+`"`)
		})
	}
}

// asTexts makes a text of every number and day on a sheet, as it is shown.
func asTexts(d *Desk, sheet string) error {
	b := d.Book
	return b.edit(sheet, "pasting as text", func(p *page) error {
		return b.eachNumber(p, func(at spot, _ look) error {
			shown, err := b.file.GetCellValue(p.name, at.String())
			if err != nil {
				return err
			}
			return b.file.SetCellStr(p.name, at.String(), shown)
		})
	})
}

// eachNumber goes through the numbers of a sheet that nobody keeps from being
// typed over.
func (b *Book) eachNumber(p *page, do func(at spot, l look) error) error {
	some := false
	for i, cells := range p.cells {
		for j := range cells {
			at := spot{i + 1, j + 1}
			c, err := b.take(p.name, at)
			if err != nil {
				return err
			}
			l, err := b.look(c.style)
			if err != nil {
				return err
			}
			if l.locked || c.formula != "" || c.raw == "" || c.kind != excelize.CellTypeUnset && c.kind != excelize.CellTypeNumber {
				continue
			}
			some = true
			if err := do(at, l); err != nil {
				return err
			}
		}
	}
	if !some {
		return ErrNothing
	}
	return nil
}

// otherDays types the days of a sheet as texts, each in another style.
func otherDays(d *Desk, sheet string) error {
	b := d.Book
	styles := []string{"2006-01-02", "January 2, 2006", "2 Jan 2006", "1-2-2006", "Jan. 2nd, 2006", "2006/01/02", "1.2.2006"}
	n := 0
	return b.edit(sheet, "typing days", func(p *page) error {
		return b.eachNumber(p, func(at spot, l look) error {
			if l.kind != asDay {
				return nil
			}
			raw, err := b.file.GetCellValue(p.name, at.String(), excelize.Options{RawCellValue: true})
			if err != nil {
				return err
			}
			day, err := dayOf(raw)
			if err != nil {
				return err
			}
			n++
			return b.file.SetCellStr(p.name, at.String(), day.Format(styles[n%len(styles)]))
		})
	})
}

var errNoDay = errors.New("the cell holds no day")

func dayOf(raw string) (time.Time, error) {
	n, ok := read(raw)
	if !ok {
		return time.Time{}, errNoDay
	}
	return epoch.AddDate(0, 0, int(n.number)), nil
}
