package workbook

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// wants is what the workbook of a layout needs from a prepared package.
type wants struct {
	theme map[string]string // colours
	logo  *picture          // nil: none
	looks []look            // sorted
	tones []Tone            // sorted
}

// key is equal for equal wants.
func (w *wants) key() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(w.theme)) {
		b.WriteString(name + "=" + w.theme[name] + ";")
	}
	if w.logo != nil {
		sum := sha256.Sum256(w.logo.data)
		b.WriteString(w.logo.alt + "\x00" + string(sum[:]))
	}
	for i := range w.looks {
		w.looks[i].appendTo(&b)
	}
	for _, t := range w.tones {
		b.WriteString(string(t) + ";")
	}
	return b.String()
}

// prepared is the part of a workbook that excelize makes: styles, theme, and
// the picture of the logo. It is made once for all workbooks that want the same,
// and holds nothing of any recipient.
type prepared struct {
	parts   []packed
	styles  map[look]int // number of each look
	tones   map[Tone]int // number of each conditional style
	drawing []packed     // the picture's place and its relations; none: no logo
	kind    string       // of the picture: png or jpeg
}

// packages are kept for the next workbook. An organization has one for each kind
// of packet, and a few for what makes them differ.
var packages = newShelf[*prepared](64)

// prepare has excelize make the package.
func prepare(w *wants) (*prepared, error) {
	f := excelize.NewFile()
	defer f.Close()
	// Column widths count in figures of this font.
	if err := f.SetDefaultFont(fontName); err != nil {
		return nil, err
	}
	size := float64(fontSize)
	f.Styles.Fonts.Font[0].Sz.Val = &size
	p := &prepared{styles: map[look]int{}, tones: map[Tone]int{}}
	styles := newStyles(w.theme)
	for _, k := range w.looks {
		id, err := f.NewStyle(styles.style(k))
		if err != nil {
			return nil, err
		}
		p.styles[k] = id
	}
	for _, t := range w.tones {
		id, err := f.NewConditionalStyle(styles.tone(t))
		if err != nil {
			return nil, err
		}
		p.tones[t] = id
	}
	if w.logo != nil {
		var err error
		if p.kind, err = w.logo.put(f, f.GetSheetName(0)); err != nil {
			return nil, err
		}
	}
	made := &parts{contents: map[string]*bytes.Buffer{}}
	f.SetZipWriter(made.writer)
	if _, err := f.WriteToBuffer(); err != nil {
		return nil, err
	}
	return p, p.take(made)
}

// take packs the parts that are the same in every workbook.
func (p *prepared) take(made *parts) error {
	var zip packer
	for _, name := range slices.Sorted(maps.Keys(made.contents)) {
		drawn := strings.HasPrefix(name, "xl/drawings/")
		if !drawn && !slices.Contains([]string{stylePart, themePart}, name) && !strings.HasPrefix(name, "xl/media/") {
			continue
		}
		content := made.contents[name].Bytes()
		if strings.HasSuffix(name, ".xml") {
			content = booleans(content)
		}
		x, err := zip.deflate(name, content)
		if err != nil {
			return err
		}
		x.data = bytes.Clone(x.data)
		if drawn {
			p.drawing = append(p.drawing, x)
		} else {
			p.parts = append(p.parts, x)
		}
	}
	if len(p.parts) < 2 {
		return errors.New("excelize made no styles or no theme")
	}
	return nil
}

// parts collects what excelize would put into its zip file.
type parts struct{ contents map[string]*bytes.Buffer }

// writer takes the place of excelize's zip writer.
func (p *parts) writer(io.Writer) excelize.ZipWriter { return p }

// Create begins a part.
func (p *parts) Create(name string) (io.Writer, error) {
	b := &bytes.Buffer{}
	p.contents[name] = b
	return b, nil
}

// AddFS is part of excelize's interface and never called here.
func (p *parts) AddFS(fs.FS) error { return errors.New("no file systems in a workbook") }

// Close ends nothing: the parts are taken out afterwards.
func (p *parts) Close() error { return nil }

// wordy are attributes that hold people's words, which may be "true" or "false".
var wordy = []string{"name", "descr", "title"}

// booleans writes 1 and 0 for true and false in attributes, never in text:
// exceljs and Gnumeric lose locks and fills otherwise.
func booleans(b []byte) []byte {
	if !bytes.Contains(b, []byte(`="true"`)) && !bytes.Contains(b, []byte(`="false"`)) {
		return b
	}
	out := make([]byte, 0, len(b))
	for {
		start := bytes.IndexByte(b, '<')
		if start < 0 {
			return append(out, b...)
		}
		end := bytes.IndexByte(b[start:], '>')
		if end < 0 {
			return append(out, b...)
		}
		out = append(out, b[:start]...)
		out = appendTag(out, b[start:start+end+1])
		b = b[start+end+1:]
	}
}

// appendTag appends a tag with its boolean attributes rewritten.
func appendTag(out, tag []byte) []byte {
	for {
		at := bytes.Index(tag, []byte(`="`))
		if at < 0 {
			return append(out, tag...)
		}
		end := bytes.IndexByte(tag[at+2:], '"')
		if end < 0 {
			return append(out, tag...)
		}
		name := string(tag[bytes.LastIndexAny(tag[:at], " \n\t")+1 : at])
		value := string(tag[at+2 : at+2+end])
		out = append(out, tag[:at+2]...)
		switch {
		case value == "true" && !slices.Contains(wordy, name):
			out = append(out, '1')
		case value == "false" && !slices.Contains(wordy, name):
			out = append(out, '0')
		default:
			out = append(out, value...)
		}
		out = append(out, '"')
		tag = tag[at+3+end:]
	}
}
