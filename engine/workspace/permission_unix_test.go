//go:build unix

package workspace

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/testdata/unprivileged"
)

// What may not be read is told, and the files beside it are read. Windows keeps
// permissions elsewhere; what is said about them is tested in TestWhatIsSaid for
// everybody.
func TestIncomingWithoutPermission(t *testing.T) {
	dir := t.TempDir()
	unprivileged.Run(t, func() {
		w := create(t, dir)
		lay(t, dir, "inbox/a.xlsx", "inbox/b.xlsx", "inbox/shut/c.xlsx")
		must(t, os.Chmod(w.Path(Inbox, "a.xlsx"), 0))
		must(t, os.Chmod(w.Path(Inbox, "shut"), 0))
		defer os.Chmod(w.Path(Inbox, "shut"), 0o755)
		files, findings := w.Incoming(nil)
		if diff := cmp.Diff([]string{"inbox/b.xlsx"}, paths(dir, files)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"FILE-97 inbox/a.xlsx", "FILE-97 inbox/shut"}, told(dir, findings)); diff != "" {
			t.Error(diff)
		}
	}, dir)
}
