package form

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // the kinds of pictures that a logo may be
	_ "image/png"
	"io/fs"

	"spm/engine/finding"
)

// The most that a logo may be: it is put into every workbook that goes out.
const (
	logoBytes  = 1 << 20
	logoPixels = 3000 // a side
)

// theme reads theme.yaml and the logo that it names.
func (l *loader) theme() {
	const name = "theme.yaml"
	l.yaml(name, &l.lib.Theme)
	t := &l.lib.Theme
	if t.Logo.Text == "" {
		return
	}
	problem := ""
	if t.Picture, problem = picture(l.files, t.Logo.Text); problem != "" {
		l.findings.Add(finding.New("TMPL-17", t.Logo.At, "logo", t.Logo.Text, "problem", problem))
	}
}

// picture is a PNG or JPEG file that every program can show; problem says what
// is wrong with it.
func picture(files fs.FS, name string) (data []byte, problem string) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, "is not there"
	}
	if len(data) > logoBytes {
		return nil, fmt.Sprintf("has %d KB, more than %d", len(data)>>10, logoBytes>>10)
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, "is neither PNG nor JPEG"
	}
	if size.Width > logoPixels || size.Height > logoPixels {
		return nil, fmt.Sprintf("has %d by %d pixels, more than %d a side", size.Width, size.Height, logoPixels)
	}
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
		return nil, "is damaged"
	}
	return data, ""
}
