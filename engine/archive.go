package engine

import (
	"encoding/json"
	"strings"
	"sync"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
)

// keep stores packets as issued, with the forms that they were printed from.
func (e *Engine) keep(packets []*packet.Packet) error {
	if err := e.keepForms(packets...); err != nil {
		return err
	}
	return e.store.SavePackets(packets)
}

// keepForms stores the forms that packets were printed from: what is printed
// blank comes back, too.
func (e *Engine) keepForms(packets ...*packet.Packet) error {
	sources := map[string][]byte{}
	for _, p := range packets {
		for _, s := range p.Sheets {
			if f := e.Library.Form(s.Form); f != nil && f.Hash == s.Hash {
				sources[f.Hash] = f.Source
			}
		}
	}
	return e.store.SaveForms(sources)
}

// libraryOf is the library as it was when a packet was issued, and as that packet
// has it: forms that have changed since are those that were kept with it. A form with another version
// number is told.
func (e *Engine) libraryOf(p *packet.Packet, at finding.Location) (*form.Library, finding.List, error) {
	var sources [][]byte
	var hashes []string
	var told finding.List
	seen := map[string]bool{}
	for _, s := range p.Sheets {
		now := e.Library.Form(s.Form)
		if seen[s.Form] || now != nil && now.Hash == s.Hash {
			continue
		}
		seen[s.Form] = true
		source, ok, err := e.store.Form(s.Hash)
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			continue
		}
		sources, hashes = append(sources, source), append(hashes, s.Hash)
		if now != nil && now.Version != s.Version {
			labels, err := e.news(s.Form, s.Hash, p.Setting)
			if err != nil {
				return nil, nil, err
			}
			news := "nothing new is asked in it"
			if len(labels) > 0 {
				news = "new in it: " + quoted(labels)
			}
			told.Add(finding.New("PKT-08", at, "form", s.Form, "theirs", value.FormatNumber(float64(s.Version)), "ours", value.FormatNumber(float64(now.Version)), "new", news, "packet", p.Kind))
		}
	}
	lib, err := e.editions.of(e.Library, sources, hashes, p.Setting)
	return lib, told, err
}

// editions are the libraries that packets were printed from. Those of one kind
// share one, and making it takes longer than reading a small workbook.
type editions struct {
	sync.Mutex
	made map[string]*form.Library
}

func (e *editions) of(lib *form.Library, sources [][]byte, hashes []string, setting form.Setting) (*form.Library, error) {
	const most = 8 // at a time; matrices make many
	text, err := json.Marshal(setting)
	if err != nil {
		return nil, err
	}
	key := strings.Join(append(hashes, string(text)), " ")
	e.Lock()
	defer e.Unlock()
	if made := e.made[key]; made != nil {
		return made, nil
	}
	then, err := lib.With(sources)
	if err != nil {
		return nil, err
	}
	if len(e.made) >= most || e.made == nil {
		e.made = map[string]*form.Library{}
	}
	e.made[key] = then.For(setting)
	return e.made[key], nil
}
