package store

import (
	"encoding/json"

	"spm/engine/packet"
	"spm/engine/value"
)

// packetFormat is the first byte of a packed packet. Earlier versions of spm
// have kept packets as gzipped JSON, which begins with another.
const packetFormat = 2

// writePacket packs a packet as issued: its head, then its sheets, then its
// options.
func writePacket(p *packet.Packet) ([]byte, error) {
	w := newPacker()
	w.text(p.Code, p.Kind, p.Title, p.To.Role, p.To.Key, p.To.Name, p.To.Person, p.To.Email)
	w.text(p.Year, p.Period, string(p.Issued), string(p.Due), p.Organization, p.ReturnTo, p.Contact)
	w.number(p.Issue)
	w.flag(p.Blank)
	if err := w.setting(&p.Setting); err != nil {
		return nil, err
	}
	w.number(size(p.Sheets))
	for i := range p.Sheets {
		if err := w.sheet(&p.Sheets[i]); err != nil {
			return nil, err
		}
	}
	err := table(w, p.Options, func(o value.Options) error {
		w.number(size(o))
		for i := range o {
			w.text(o[i].Key, o[i].Label, o[i].Code, o[i].Group)
			w.list(o[i].Also)
		}
		return nil
	})
	return w.packed(packetFormat), err
}

// setting is short and may grow, so it stays JSON.
func (w *packer) setting(s any) error {
	data, err := json.Marshal(s)
	w.text(string(data))
	return err
}

func (w *packer) sheet(s *packet.Sheet) error {
	w.text(s.Form, s.Hash, s.Name, s.Scope)
	w.number(s.Version, s.Sheet, size(s.Blocks))
	for _, b := range s.Blocks {
		w.text(b.Section)
		w.number(size(b.Rows))
		for i := range b.Rows {
			if err := w.row(&b.Rows[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *packer) row(r *packet.Row) error {
	one := func(s string) error { w.text(s); return nil }
	w.text(r.ID)
	_ = table(w, r.Keys, one) // texts do not fail
	_ = table(w, r.Codes, one)
	w.flag(r.New)
	w.list(r.Seed)
	if err := table(w, r.Values, func(v value.Value) error { return w.value(&v) }); err != nil {
		return err
	}
	w.flag(r.Dispute != nil)
	if d := r.Dispute; d != nil {
		w.text(d.Kind, d.Key, d.Attr, d.Period)
		w.number(size(d.Sides))
		for i := range d.Sides {
			if err := w.value(&d.Sides[i].Value); err != nil {
				return err
			}
			w.number(size(d.Sides[i].Claims))
			for _, id := range d.Sides[i].Claims {
				w.number(int(id))
			}
		}
	}
	return table(w, r.Mirror, func(m packet.Mirror) error {
		w.text(m.Form, m.Section, m.Code)
		w.list(m.Fields)
		return nil
	})
}

// readPacket unpacks a packet; short leaves its sheets and options out, which
// are long.
func readPacket(data []byte, short bool) (*packet.Packet, error) {
	if len(data) > 0 && data[0] != packetFormat {
		return readGzipped(data, short)
	}
	r, p := newUnpacker(data, packetFormat), &packet.Packet{}
	p.Code, p.Kind, p.Title = r.text(), r.text(), r.text()
	p.To = packet.To{Role: r.text(), Key: r.text(), Name: r.text(), Person: r.text(), Email: r.text()}
	p.Year, p.Period, p.Issued, p.Due = r.text(), r.text(), value.Date(r.text()), value.Date(r.text())
	p.Organization, p.ReturnTo, p.Contact = r.text(), r.text(), r.text()
	p.Issue, p.Blank = r.number(), r.flag()
	if err := json.Unmarshal([]byte(r.text()), &p.Setting); err != nil || short {
		return p, err
	}
	p.Sheets = many[packet.Sheet](r)
	for i := range p.Sheets {
		r.sheet(&p.Sheets[i])
	}
	p.Options = entries(r, func() value.Options {
		o := value.Options(many[value.Option](r))
		for i := range o {
			o[i] = value.Option{Key: r.text(), Label: r.text(), Code: r.text(), Group: r.text(), Also: r.list()}
		}
		return o
	})
	return p, r.end()
}

func (r *unpacker) sheet(s *packet.Sheet) {
	s.Form, s.Hash, s.Name, s.Scope = r.text(), r.text(), r.text(), r.text()
	s.Version, s.Sheet = r.number(), r.number()
	s.Blocks = many[packet.Block](r)
	for i := range s.Blocks {
		b := &s.Blocks[i]
		b.Section = r.text()
		b.Rows = many[packet.Row](r)
		for j := range b.Rows {
			r.row(&b.Rows[j])
		}
	}
}

func (r *unpacker) row(x *packet.Row) {
	x.ID = r.text()
	x.Keys, x.Codes = entries(r, r.text), entries(r, r.text)
	x.New, x.Seed = r.flag(), r.list()
	x.Values = entries(r, r.value)
	if r.flag() {
		d := &packet.Dispute{Kind: r.text(), Key: r.text(), Attr: r.text(), Period: r.text()}
		d.Sides = many[packet.Side](r)
		for i := range d.Sides {
			d.Sides[i].Value = r.value()
			d.Sides[i].Claims = many[int64](r)
			for j := range d.Sides[i].Claims {
				d.Sides[i].Claims[j] = int64(r.number())
			}
		}
		x.Dispute = d
	}
	x.Mirror = entries(r, func() packet.Mirror {
		return packet.Mirror{Form: r.text(), Section: r.text(), Code: r.text(), Fields: r.list()}
	})
}
