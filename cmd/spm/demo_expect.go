package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"spm/engine"
	"spm/engine/finding"
	"spm/engine/workbook/byhand"
	"spm/engine/workspace"
	"spm/testdata/cases"
)

// check compares what became of a file with what the story tells, and prints a
// line for each: how it was understood, or what is asked. Other errors of the
// file are printed too.
func (p *player) check(r engine.Read) error {
	awaited := p.awaited[r.File]
	delete(p.awaited, r.File)
	data, err := os.ReadFile(p.engine.Workspace.Path(workspace.Inbox, r.File))
	if err != nil {
		return err
	}
	told := map[int]bool{}
	for _, x := range awaited {
		n, err := became(r, x, data)
		if err != nil {
			p.off = append(p.off, fmt.Sprintf("%s: should have been %s (%s): %v", r.File, x.What, x.Words, err))
			continue
		}
		told[n] = true
		p.say("%s (%s): %s: %s", x.What, x.Code, r.Findings[n].Where, cut(r.Findings[n].Message, 150))
	}
	for n, f := range r.Findings {
		if f.Severity == finding.Error && !told[n] {
			p.say("%s %s: %s", f.Code, f.Where, f.Message)
		}
	}
	return nil
}

// checkPassedOver looks at the files that nobody was to read, once the inbox
// has been read.
func (p *player) checkPassedOver() {
	for _, name := range slices.Sorted(maps.Keys(p.awaited)) {
		if all := p.awaited[name]; len(all) == 1 && all[0].What == cases.PassedOver {
			p.say("%s: %s: %s", all[0].What, name, all[0].Words)
			delete(p.awaited, name)
		}
	}
}

// fates are the states of a file that an expectation allows, and how grave
// what is said of it may be.
var fates = map[cases.Outcome]struct {
	status   []string
	severity []finding.Severity
}{
	cases.Healed:  {[]string{engine.Recorded}, []finding.Severity{finding.Note}},
	cases.Finding: {[]string{engine.Recorded, engine.Refused}, []finding.Severity{finding.Error, finding.Warning}},
	cases.Held:    {[]string{engine.Held}, []finding.Severity{finding.Error}},
	cases.Known:   {[]string{engine.Known, engine.Recorded}, []finding.Severity{finding.Note}},
}

// became tells whether an expectation was met: which finding of the file says
// so, with the right code in the right place. data is the file as it was read.
func became(r engine.Read, x cases.Expect, data []byte) (n int, err error) {
	o := fates[x.What]
	if !slices.Contains(o.status, r.Status) {
		return 0, fmt.Errorf("it is %s", r.Status)
	}
	want := finding.Location{File: r.File, Sheet: x.Sheet}
	if x.Row != "" {
		book, err := byhand.Open(data)
		if err == nil {
			want.Row, want.Col, err = book.Place(x.Sheet, x.Row, x.Field)
		}
		if err != nil {
			return 0, err
		}
	}
	var instead []string
	for i, f := range r.Findings {
		switch at := f.Where; {
		case string(f.Code) != x.Code:
		case at.File == want.File && at.Sheet == want.Sheet && (x.Row == "" || at.Row == want.Row) && (want.Col == 0 || at.Col == want.Col) &&
			(x.Field == "" || strings.HasSuffix(at.Judge, "."+x.Field)) && slices.Contains(o.severity, f.Severity):
			return i, nil
		default:
			instead = append(instead, fmt.Sprintf("%s %s %s", f.Severity, f.Code, at))
		}
	}
	if instead == nil {
		instead = codes(r.Findings)
	}
	return 0, fmt.Errorf("%s at %s is not told, but %s", x.Code, want, strings.Join(instead, ", "))
}

func codes(findings finding.List) (all []string) {
	for _, f := range findings {
		if !slices.Contains(all, string(f.Code)) {
			all = append(all, string(f.Code))
		}
	}
	if len(all) == 0 {
		all = []string{"nothing"}
	}
	return all
}
