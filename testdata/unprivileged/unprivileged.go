//go:build unix

// Package unprivileged lets tests see what permissions do, also where they run
// as root, whom permissions do not bind. It knows nothing of spm.
package unprivileged

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// nobody is the user without rights of most systems.
const nobody = 65534

// Run runs a part of a test as a user whom permissions bind. Where that is
// another than the one who runs the tests, folders of the test are given to it;
// they are empty, and made by t.TempDir. Nothing else may run at the same time:
// the whole process changes its user.
func Run(t *testing.T, part func(), folders ...string) {
	t.Helper()
	if os.Geteuid() != 0 {
		part()
		return
	}
	for _, dir := range folders {
		for _, d := range []string{filepath.Dir(dir), dir} {
			if err := os.Chown(d, nobody, -1); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := syscall.Seteuid(nobody); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Seteuid(0); err != nil {
			panic(err) // no test after this one would be what it seems
		}
	}()
	part()
}
