package byhand

import "fmt"

var placeEdits = []Edit{
	{Name: "title rows on top", Heals: true, Do: func(d *Desk, sheet string) error {
		for _, title := range []string{"Draft 2", "", "Riverbend, our plan"} {
			if err := d.Book.TitleRow(sheet, title); err != nil {
				return err
			}
		}
		return nil
	}},
	{Name: "exported by Numbers, with titles and days from 1904", Heals: true, Do: title1904},
	{Name: "table moved to the right", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		from, err := b.whole(p, t)
		if err != nil {
			return err
		}
		return b.cut(p, from, p.name, spot{t.keys, from.to.col + 3})
	})},
	{Name: "table moved to the bottom", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		from, err := b.whole(p, t)
		if err != nil {
			return err
		}
		return b.cut(p, from, p.name, spot{p.below() + 4, 1})
	})},
	{Name: "table moved to a sheet of its own", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		from, err := b.whole(p, t)
		if err != nil {
			return err
		}
		name := "Moved " + string([]rune(p.name)[:min(20, len([]rune(p.name)))])
		if _, err := b.file.NewSheet(name); err != nil {
			return err
		}
		return b.cut(p, from, name, spot{2, 2})
	})},
	{Name: "two tables put side by side", Heals: true, Do: putBeside(func(p *page) (int, error) { return p.tables[0].keys, nil })},
	{Name: "two tables put side by side, the one lower", Heals: true, Do: putBeside(func(p *page) (int, error) { return p.tables[0].keys + 1, nil })},
	{Name: "table put beside the questions", Heals: true, Do: putBeside(func(p *page) (int, error) {
		questions := p.questions()
		if len(questions) == 0 {
			return 0, ErrNothing
		}
		return questions[0].row - 1, nil
	})},
	{Name: "questions moved to the bottom", Heals: true, Do: onQuestions(func(b *Book, p *page, at []spot) error {
		last, err := b.right(p)
		if err != nil {
			return err
		}
		return b.cut(p, block{at[0], spot{at[0].row, last}}, p.name, spot{p.below() + 3, 1})
	})},
	{Name: "questions moved to the right", Heals: true, Do: onQuestions(func(b *Book, p *page, _ []spot) error {
		for range 2 {
			if err := b.insertColumn(p, 1); err != nil {
				return err
			}
		}
		return nil
	})},
	{Name: "answers typed one cell beside", Do: onQuestions(func(b *Book, p *page, at []spot) error {
		last, err := b.right(p)
		if err != nil {
			return err
		}
		c, err := b.take(p.name, spot{at[0].row, at[0].col + 2})
		if err != nil {
			return err
		}
		if err := b.lay(p.name, spot{at[0].row, last + 1}, c); err != nil {
			return err
		}
		return b.file.SetCellValue(p.name, spot{at[0].row, at[0].col + 2}.String(), nil)
	})},
	{Name: "cells inserted beside the codes of questions", Heals: true, Do: onQuestions(func(b *Book, p *page, at []spot) error {
		from, last := at[len(at)/2], at[len(at)-1]
		return b.cut(p, block{spot{from.row, from.col + 1}, spot{last.row, last.col + 2}}, p.name, spot{from.row + 1, from.col + 1})
	})},
	{Name: "question codes deleted", Heals: true, Do: onQuestions(func(b *Book, p *page, at []spot) error {
		return b.file.SetCellValue(p.name, at[len(at)-1].String(), nil)
	})},
	{Name: "question labels retyped", Heals: true, Do: onQuestions(func(b *Book, p *page, at []spot) error {
		return b.file.SetCellStr(p.name, spot{at[0].row, at[0].col + 1}.String(), "Our own question")
	})},
	{Name: "question copied", Heals: true, Do: onQuestions(func(b *Book, p *page, at []spot) error { return b.file.DuplicateRow(p.name, at[0].row) })},
	{Name: "question deleted", Do: onQuestions(func(b *Book, p *page, at []spot) error { return b.file.RemoveRow(p.name, at[0].row) })},
	{Name: "text boxes drawn", Heals: true, Do: drawBox},
}

// putBeside moves the second table of a sheet to the right of everything, so that its
// keys stand in some row.
func putBeside(row func(p *page) (int, error)) func(*Desk, string) error {
	return func(d *Desk, sheet string) error {
		return d.Book.edit(sheet, "moving a table", func(p *page) error {
			if len(p.tables) < 2 {
				return ErrNothing
			}
			to, err := row(p)
			if err != nil {
				return err
			}
			from, err := d.Book.whole(p, &p.tables[1])
			if err != nil {
				return err
			}
			return d.Book.cut(p, from, p.name, spot{to, from.to.col + 2})
		})
	}
}

func drawBox(d *Desk, sheet string) error {
	return d.Book.edit(sheet, "drawing a box", func(p *page) error {
		err := d.Book.file.AddShape(p.name, textBox)
		if err != nil {
			return fmt.Errorf("a shape: %w", err)
		}
		return nil
	})
}
