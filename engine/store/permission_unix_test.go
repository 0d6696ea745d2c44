//go:build unix

package store

import (
	"os"
	"path/filepath"
	"testing"

	"spm/testdata/unprivileged"
)

// A folder, or a file in it, that cannot be written.
func TestUnwritableFolder(t *testing.T) {
	dir, empty := t.TempDir(), t.TempDir()
	unprivileged.Run(t, func() {
		must(t, open(t, dir).Close())
		must(t, os.Chmod(filepath.Join(dir, databaseName), 0o444))
		_, err := Open(dir)
		expect(t, err, filepath.Join(dir, databaseName), "cannot be written")
		must(t, os.Chmod(filepath.Join(dir, databaseName), 0o644))
		must(t, os.Chmod(dir, 0o555)) // no place for the journal
		_, err = Open(dir)
		must(t, os.Chmod(dir, 0o755))
		expect(t, err, filepath.Join(dir, databaseName), "cannot be written")
		must(t, os.Chmod(empty, 0o555))
		_, err = Open(empty)
		must(t, os.Chmod(empty, 0o755))
		expect(t, err, filepath.Join(empty, "originals"), "cannot be written")
	}, dir, empty)
}
