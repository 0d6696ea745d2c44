package form

import (
	"fmt"
	"slices"

	"spm/engine/finding"
)

// VersionOf is the id of a form and its version, as its text declares them.
func VersionOf(source []byte) (id string, version int) {
	var findings finding.List
	var f Form
	if !decode("the form as issued", source, &f, &findings) {
		return "", 0
	}
	return f.ID, f.Version
}

// With is the library with other versions of some forms, given as the texts
// that were kept when a packet went out: what comes back is understood by the
// form it was printed from, however the form has changed since.
func (l *Library) With(sources [][]byte) (*Library, error) {
	if len(sources) == 0 {
		return l, nil
	}
	then := *l
	then.Forms, then.spoken = slices.Clone(l.Forms), nil
	for _, source := range sources {
		var findings finding.List
		f := &Form{}
		if !decode("the form as issued", source, f, &findings) {
			return nil, fmt.Errorf("a form as issued cannot be read any more: %s", findings[0].Message)
		}
		f.Hash, f.Source = hashOf(source), source
		f.follow(l.Form(f.ID))
		expandChecks([]*Form{f}, &l.Quality)
		f.fit()
		f.hide()
		l.spell([]*Form{f})
		if l.Language != nil {
			f = f.translated(l.Language.say)
		}
		if i := slices.IndexFunc(then.Forms, func(x *Form) bool { return x.ID == f.ID }); i >= 0 {
			then.Forms[i] = f
		} else {
			then.Forms = append(then.Forms, f)
		}
	}
	shareSeeds(&then)
	return &then, nil
}
