package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"spm/engine"
	"spm/engine/value"
	"spm/engine/workspace"
	"spm/testdata/cases"
)

// demoed plays the sample story once for all tests that look at what it left.
var demoed = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(shared(), "demo")
	a := &app{day: "2027-07-14", out: &bytes.Buffer{}, errs: &bytes.Buffer{}}
	return dir, a.demo(dir)
})

// demoDir is the workspace that the sample story leaves. Tests only look at it.
func demoDir(t testing.TB) string {
	t.Helper()
	if testing.Short() {
		t.Skip("playing the story takes long; the full pass plays it")
	}
	dir, err := demoed()
	if err != nil {
		t.Fatalf("playing the story: %v", err)
	}
	return dir
}

// demoApp is a command's view of that workspace on the day after the story.
func demoApp(t testing.TB) (*app, *engine.Engine, *engine.State) {
	t.Helper()
	a := &app{dir: demoDir(t), day: value.Date("2027-07-15"), out: &bytes.Buffer{}, errs: &bytes.Buffer{}}
	e, err := a.open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	s, err := e.State()
	if err != nil {
		t.Fatal(err)
	}
	return a, e, s
}

// playedUntil plays the sample story in a folder up to a step.
func playedUntil(t testing.TB, dir string, stop func(*cases.Step) bool) (*app, *engine.Engine) {
	t.Helper()
	c, err := cases.Load("riverbend")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := workspace.Create(dir, "riverbend"); err != nil {
		t.Fatal(err)
	}
	a := &app{dir: dir, out: &bytes.Buffer{}, errs: &bytes.Buffer{}}
	e, err := a.open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	p := &player{app: a, Case: c, engine: e, files: map[string]string{}, sent: map[string][]byte{}, awaited: map[string][]cases.Expect{}}
	for i := range c.Story.Steps {
		s := &c.Story.Steps[i]
		if stop(s) {
			break
		}
		if err := p.play(s); err != nil {
			t.Fatal(err)
		}
	}
	return a, e
}

// The reports of a story that is played twice are equal, byte by byte.
func TestDemoRepeats(t *testing.T) {
	if testing.Short() {
		t.Skip("plays the whole story again")
	}
	again := filepath.Join(t.TempDir(), "demo")
	a := &app{day: "2030-01-01", out: &bytes.Buffer{}, errs: &bytes.Buffer{}}
	if err := a.demo(again); err != nil {
		t.Fatal(err)
	}
	files := pdfs(t, demoDir(t))
	if len(files) < 5 {
		t.Errorf("only %d reports", len(files))
	}
	for name, data := range files {
		second, err := os.ReadFile(filepath.Join(again, "reports", name))
		if err != nil || !bytes.Equal(data, second) {
			t.Errorf("%s differs the second time (%v)", name, err)
		}
	}
}

// pdfs are the reports of a workspace by name.
func pdfs(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	names, err := filepath.Glob(filepath.Join(dir, "reports", "*.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimPrefix(name, filepath.Join(dir, "reports")+string(filepath.Separator))] = data
	}
	return files
}
