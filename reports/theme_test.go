package reports

import (
	"testing"

	"spm/reports/layout"
)

func TestColoursCanBeRead(t *testing.T) {
	yellow, err := ParseColour("#FFE900")
	if err != nil {
		t.Fatal(err)
	}
	for name, theme := range map[string]Theme{
		"default": DefaultTheme, "blank": {}, "yellow": {Accent: yellow, Ink: yellow, Muted: yellow, Target: yellow, Good: yellow, Warn: yellow},
	} {
		l := theme.filled().look()
		for _, c := range append([]layout.Colour{l.Ink, l.Muted, l.Accent, l.Target}, l.Tones[1:]...) {
			for _, ground := range []layout.Colour{{255, 255, 255}, l.Ground} {
				if got := Contrast(c, ground); got < 4.5 {
					t.Errorf("%s: %v on %v has a contrast of %.2f", name, c, ground, got)
				}
			}
		}
	}
	if l := DefaultTheme.look(); l.Accent != (layout.Colour{0x0B, 0x53, 0x7D}) {
		t.Errorf("a colour that can be read was changed to %v", l.Accent)
	}
}

func TestParseColour(t *testing.T) {
	if c, err := ParseColour(" 0b537D"); err != nil || c.String() != "#0B537D" {
		t.Error(c, err)
	}
	for _, s := range []string{"", "blue", "#12345", "#1234567", "#-12345"} {
		if _, err := ParseColour(s); err == nil {
			t.Errorf("%q was read", s)
		}
	}
}
