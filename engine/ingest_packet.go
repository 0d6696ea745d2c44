package engine

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/value"
	"spm/engine/workbook"
)

// packetOf finds the packet that a file returns; nil with a finding when it is
// none of this workspace.
func (in *intake) packetOf(x opened) (*packet.Packet, finding.List, error) {
	at := finding.Location{File: x.file.Name}
	if x.reading != nil {
		return x.reading.packet, nil, nil
	}
	ids, codes := x.ids, packetCodes(x.ids)
	switch {
	case len(codes) > 1:
		return nil, finding.List{finding.New("PKT-06", at, "codes", strings.Join(codes, ", "))}, nil
	case len(codes) == 1:
		p, ok, err := in.store.Packet(codes[0])
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			return nil, finding.List{finding.New("PKT-01", at, "code", codes[0])}, nil
		}
		return in.ofPeriod(p, at)
	case len(ids.Forms()) == 0:
		return nil, finding.List{finding.New("PKT-02", at)}, nil
	}
	return in.blankPacket(ids, x, at)
}

// packetCodes are the codes of the packets that a workbook may return. Sheets
// of other packets than its own are told by the reader.
func packetCodes(ids workbook.Identities) []string {
	if own := ids.Own(); own != "" {
		return []string{own}
	}
	return ids.Codes()
}

// ofPeriod is the packet of the month that the user has named, which counts
// more than the one the file was sent out for.
func (in *intake) ofPeriod(p *packet.Packet, at finding.Location) (*packet.Packet, finding.List, error) {
	if in.period == "" || p.Period == "" {
		return p, nil, nil
	}
	other := *p
	if other.Period = in.period; strings.Contains(p.Period, " Q") {
		other.Period = in.state.Org.QuarterOn(value.Date(in.period + "-01"))
	}
	if other.Period == p.Period {
		return p, nil, nil
	}
	q, ok, err := in.store.Latest(other.Stream())
	if err != nil {
		return nil, nil, err
	}
	if !ok {
		return nil, finding.List{finding.New("PKT-14", at, "to", p.To.Name, "period", value.FormatMonth(in.period), "kind", p.Kind, "wants", in.period)}, nil
	}
	return q, nil, nil
}

// blankPacket makes the packet that a blank form would have come in, had it
// been sent to whom the user names.
func (in *intake) blankPacket(ids workbook.Identities, x opened, at finding.Location) (*packet.Packet, finding.List, error) {
	if err := in.fold(); err != nil {
		return nil, nil, err
	}
	kind := in.kindOf(ids.Forms())
	if kind == nil {
		return nil, finding.List{finding.New("PKT-02", at)}, nil
	}
	to, findings := in.addressee(kind, x, at)
	if findings != nil {
		return nil, findings, nil
	}
	lib, err := in.libraryOfBlank(ids)
	if err != nil {
		return nil, nil, err
	}
	month, held := in.monthOfBlank(x, lib, kind, to, at)
	if held != nil {
		return nil, held, nil
	}
	r := in.source(in.state).When(kind, month, in.Day)
	r.To = to
	p, err := in.unused(r, lib)
	if err != nil {
		return nil, nil, err
	}
	return p, nil, in.keep([]*packet.Packet{p})
}

// libraryOfBlank is the library with the older versions of forms that a workbook
// printed blank shows, where their texts were kept.
func (in *intake) libraryOfBlank(ids workbook.Identities) (*form.Library, error) {
	old := map[string]int{} // form → version
	for _, s := range ids.Sheets {
		if f := in.Library.Form(s.Identity.Form); s.Found && f != nil && s.Identity.Version < f.Version {
			old[f.ID] = s.Identity.Version
		}
	}
	if len(old) == 0 {
		return in.Library, nil
	}
	kept, err := in.store.Forms()
	if err != nil {
		return nil, err
	}
	var sources [][]byte
	for _, source := range kept {
		if id, version := form.VersionOf(source); version > 0 && old[id] == version {
			sources = append(sources, source)
			delete(old, id) // of several texts with one number the first will do
		}
	}
	return in.Library.With(sources)
}

// unused makes the packet of a blank form under the first number that is free
// or has the same packet. Blank forms count 0, -1, -2 … where the plan has
// changed between them; what was sent counts from 1.
func (in *intake) unused(r issue.Request, lib *form.Library) (*packet.Packet, error) {
	r.Paper = true
	source := in.source(in.state)
	source.Library = lib
	for ; ; r.Issue-- {
		p, err := source.Issue(r)
		if err != nil {
			return nil, err
		}
		// Nothing was pre-filled in a form printed blank, so nothing can come
		// back untouched or cleared; and nobody was given a day for it.
		p.Unfilled()
		p.Due = ""
		in.offerScopes(p)
		kept, ok, err := in.store.Packet(p.Code)
		if err != nil {
			return nil, err
		}
		if ok {
			p.Issued = kept.Issued
		}
		if !ok || kept.Equal(p) {
			return p, nil
		}
	}
}

// offerScopes tells the reader by which codes and texts the sheets of a
// repeated form are known: the line of a blank one does not say.
func (in *intake) offerScopes(p *packet.Packet) {
	for _, s := range p.Sheets {
		f := in.Library.Form(s.Form)
		if f == nil || f.Repeat == "" || s.Sheet > 0 {
			continue
		}
		text := in.state.Facts[org.Subject{Kind: org.Kind(f.Repeat), Key: s.Scope, Attr: "text"}].Value.Text
		name := packet.ScopesOf(f.ID)
		p.Options[name] = append(p.Options[name], value.Option{Key: s.Scope, Label: text, Code: org.Code(s.Scope), Also: []string{s.Name}})
	}
}

// codes are the lasting codes of a packet's new rows. The blank forms of a
// stream print the same codes, so one that is sent in again has those of the
// ones before it.
func (in *intake) codes(p *packet.Packet) (map[string]string, error) {
	codes, err := in.store.Codes(p.Code)
	if p.Issue > 0 || err != nil {
		return codes, err
	}
	for n := 0; ; n-- {
		code := packet.CodeOf(in.Workspace.Settings.Name, p.Kind, p.To.Key, cmp.Or(p.Period, p.Year), n)
		before, ok, err := in.store.Packet(code)
		if err != nil || !ok {
			return codes, err
		}
		if before.Stream() != p.Stream() {
			continue // by chance of one code
		}
		earlier, err := in.store.Codes(code)
		if err != nil {
			return nil, err
		}
		maps.Copy(codes, earlier)
	}
}

// kindOf is the packet that forms were printed in: the one that holds most of
// them, not counting those that every packet carries to be read.
func (in *intake) kindOf(forms []string) (kind *form.Packet) {
	most := 0
	for _, p := range in.Library.Packets {
		n := 0
		for _, id := range forms {
			if slices.Contains(p.Forms, id) && in.Library.Asks(&form.Packet{Forms: []string{id}}) {
				n++
			}
		}
		if n > most {
			kind, most = p, n
		}
	}
	return kind
}

// addressee is whose a blank form is.
func (in *intake) addressee(kind *form.Packet, x opened, at finding.Location) (packet.To, finding.List) {
	source := in.source(in.state)
	if kind.To == "centre" {
		return source.Recipients(kind, 1)[0], nil
	}
	if missing := needSetup(in.state); missing != nil {
		return packet.To{}, missing
	}
	role := "unit"
	if kind.To == "branch" {
		role = "branch"
	}
	if in.key == "" || string(in.role) != role {
		example := "HR"
		if role == "unit" && len(in.state.Org.Units) > 0 {
			example = in.state.Org.Units[0].Key
		} else if role == "branch" && len(in.state.Org.Branches) > 0 {
			example = in.state.Org.Branches[0].Key
		}
		return packet.To{}, finding.List{finding.New("PKT-03", at, "file", x.file.Path, "example", example)}
	}
	to := packet.To{Role: role, Key: in.key}
	if role == "branch" {
		b := in.state.Org.Branch(in.key)
		to.Name, to.Person, to.Email = b.Name, b.Leader, b.Email
	} else {
		u := in.state.Org.Unit(in.key)
		to.Name, to.Person, to.Email = u.Name, u.Leader, u.Email
	}
	return to, nil
}
