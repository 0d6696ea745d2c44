package correction

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// packing is the zip file around a workbook. Parts that nobody touches are
// copied as they are packed.
type packing struct {
	zip     *zip.Reader
	files   map[string]*zip.File // by folded name
	changed map[string][]byte    // by folded name
	added   []string             // names of new parts, in their order
}

func openPacking(data []byte) (*packing, error) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, odd("its packing")
	}
	p := &packing{zip: zr, files: map[string]*zip.File{}, changed: map[string][]byte{}}
	for _, f := range zr.File {
		p.files[fold(f.Name)] = f
	}
	return p, nil
}

// fold makes one name of all spellings that programs take for one part.
func fold(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (p *packing) has(name string) bool {
	_, changed := p.changed[fold(name)]
	return changed || p.files[fold(name)] != nil
}

// read answers a part as it is now. Parts in another encoding than UTF-8 are
// not spliced.
func (p *packing) read(name string) ([]byte, error) {
	if data, ok := p.changed[fold(name)]; ok {
		return data, nil
	}
	f := p.files[fold(name)]
	if f == nil {
		return nil, odd("a part that is missing")
	}
	r, err := f.Open()
	if err != nil {
		return nil, odd("its packing")
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, odd("its packing")
	}
	if !utf8.Valid(data) {
		return nil, odd("its encoding")
	}
	return data, nil
}

// write puts a part in place of one, or adds it.
func (p *packing) write(name string, data []byte) {
	if !p.has(name) {
		p.added = append(p.added, name)
	}
	p.changed[fold(name)] = data
}

// edit splices a part.
func (p *packing) edit(name string, edits ...edit) error {
	if len(edits) == 0 {
		return nil
	}
	data, err := p.read(name)
	if err == nil {
		p.write(name, splice(data, edits))
	}
	return err
}

// free is a name for a new part that no part has: before, a number, after.
func (p *packing) free(before, after string) string {
	for n := 1; ; n++ {
		if name := before + strconv.Itoa(n) + after; !p.has(name) {
			return name
		}
	}
}

// bytes packs the parts again, in their order, the new ones behind them.
func (p *packing) bytes() ([]byte, error) {
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	if err := zw.SetComment(p.zip.Comment); err != nil {
		return nil, err
	}
	for _, f := range p.zip.File {
		data, changed := p.changed[fold(f.Name)]
		if !changed {
			if err := zw.Copy(f); err != nil {
				return nil, err
			}
			continue
		}
		if err := pack(zw, &zip.FileHeader{Name: f.Name, NonUTF8: f.NonUTF8, Method: zip.Deflate, Modified: f.Modified, ExternalAttrs: f.ExternalAttrs}, data); err != nil {
			return nil, err
		}
	}
	for _, name := range p.added {
		if err := pack(zw, &zip.FileHeader{Name: name, Method: zip.Deflate}, p.changed[fold(name)]); err != nil {
			return nil, err
		}
	}
	err := zw.Close()
	return b.Bytes(), err
}

func pack(zw *zip.Writer, h *zip.FileHeader, data []byte) error {
	w, err := zw.CreateHeader(h)
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// relation leads from one part to another.
type relation struct {
	id, kind string // kind is the last word of its type
	target   string // name of a part; empty if it lies outside the file
	tag      tag
}

// relsOf is the part with the relations of a part.
func relsOf(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}

// relations reads the relations of a part; one without any has none.
func (p *packing) relations(part string) (all []relation, err error) {
	name := relsOf(part)
	if !p.has(name) {
		return nil, nil
	}
	data, err := p.read(name)
	if err != nil {
		return nil, err
	}
	w := walker{data: data}
	for w.next() {
		if !w.opens("Relationship") {
			continue
		}
		kind := w.value(data, "Type")
		r := relation{id: w.value(data, "Id"), kind: kind[strings.LastIndexByte(kind, '/')+1:], tag: w.tag}
		if w.value(data, "TargetMode") != "External" {
			r.target = p.resolve(path.Dir("/"+part), w.value(data, "Target"))
		}
		all = append(all, r)
	}
	return all, nil
}

// resolve makes the name of a part from the target of a relation.
func (p *packing) resolve(dir, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = dir + "/" + target
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// relate adds a relation from one part to another and answers its id.
func (p *packing) relate(from, kind, to string) (id string, err error) {
	all, err := p.relations(from)
	if err != nil {
		return "", err
	}
	taken := map[string]bool{}
	for _, r := range all {
		taken[r.id] = true
	}
	for n := 1; ; n++ {
		if id = "spm" + strconv.Itoa(n); !taken[id] {
			break
		}
	}
	name := relsOf(from)
	if !p.has(name) {
		p.write(name, []byte(xmlHead+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`))
	}
	data, err := p.read(name)
	if err != nil {
		return "", err
	}
	root, _ := children(data)
	return id, p.edit(name, root.fill(data, `<`+root.prefix+`Relationship Id="`+id+`" Type="`+escape(kind)+`" Target="`+escape(relative(from, to))+`"/>`))
}

// relative is the way from one part to another, as targets are written.
func relative(from, to string) string {
	a, b := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	if a[0] == "." {
		a = nil
	}
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)) + strings.Join(b, "/")
}

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	typesPart = "[Content_Types].xml"
)

// declare tells the package what a new part is. Drawings are told by their
// ending, as every program does.
func (p *packing) declare(part, kind string) error {
	data, err := p.read(typesPart)
	if err != nil {
		return err
	}
	root, all := children(data)
	if ending, ok := strings.CutPrefix(path.Ext(part), "."); ok && ending != "xml" {
		for _, d := range all {
			if d.name == "Default" && strings.EqualFold(d.value(data, "Extension"), ending) {
				return nil
			}
		}
		return p.edit(typesPart, edit{root.end, root.end, `<` + root.prefix + `Default Extension="` + ending + `" ContentType="` + kind + `"/>`})
	}
	return p.edit(typesPart, root.fill(data, `<`+root.prefix+`Override PartName="/`+escape(part)+`" ContentType="`+kind+`"/>`))
}
