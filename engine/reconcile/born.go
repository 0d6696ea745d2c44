package reconcile

import (
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// Born lists the entities that a submission names for the first time under
// codes of its own, as options for the references in the same workbook: units
// belong to branches that stand on another sheet of the setup.
func Born(lib *form.Library, p *packet.Packet, sub *submission.Submission) map[string]value.Options {
	wanted := map[string]bool{}
	for _, sheet := range p.Sheets {
		for _, b := range sheet.Blocks {
			s := lib.Form(sheet.Form).Section(b.Section)
			for i := range s.Fields {
				if f := &s.Fields[i]; f.To != "" && f.Scope == "" && !f.Given {
					wanted[f.To] = true
				}
			}
		}
	}
	born := map[string]value.Options{}
	for i := range sub.Records {
		r := &sub.Records[i]
		s := lib.Form(r.Form).Section(r.Section)
		if s == nil || !s.OwnCodes || !wanted[s.Entity] {
			continue
		}
		for _, code := range s.Codes() {
			key := r.Codes[code.ID]
			if key == "" || hasKey(p.Options[s.Entity], key) {
				continue
			}
			born[s.Entity] = append(born[s.Entity], value.Option{Key: key, Code: key, Label: nameOf(s, r, key)})
		}
	}
	return born
}

func hasKey(options value.Options, key string) bool {
	for _, o := range options {
		if o.Key == key {
			return true
		}
	}
	return false
}

// nameOf is what a row calls its entity.
func nameOf(s *form.Section, r *submission.Record, otherwise string) string {
	for i := range s.Fields {
		if s.Fields[i].Attr == "name" {
			if a, ok := r.Answer(s.Fields[i].ID); ok && a.Value.Text != "" {
				return a.Value.Text
			}
		}
	}
	return otherwise
}
