package programs

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// office is the command of LibreOffice.
const office = "soffice"

// Office has LibreOffice save files as files of another kind into a folder, under
// the same names but for their endings. A kind may name the filter, too:
// "xlsm:Calc MS Excel 2007 VBA XML".
//
// Each run has a profile of its own: two runs with one disturb each other, and
// tests of several packages run side by side. With a new profile LibreOffice may
// end and want to be started once more, so a run that leaves a file out has a
// second try.
func Office(ctx context.Context, kind, folder string, files []string) (err error) {
	const tries = 2
	for range tries {
		if err = officeOnce(ctx, kind, folder, files); err == nil || ctx.Err() != nil {
			break
		}
	}
	return err
}

func officeOnce(ctx context.Context, kind, folder string, files []string) error {
	profile, err := os.MkdirTemp("", "office")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile) // what still runs may write into it: no error of ours
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(profile), "--headless", "--convert-to", kind, "--outdir", folder}
	said, err := exec.CommandContext(ctx, office, append(args, files...)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("LibreOffice: %w\n%s", err, said)
	}
	saved, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	ending, _, _ := strings.Cut(kind, ":")
	for _, file := range files {
		base := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		if !hasFile(saved, base, "."+ending) {
			return fmt.Errorf("LibreOffice did not save %s\n%s", file, said)
		}
	}
	return nil
}

// hasFile tells whether a file was saved; of a table each sheet may be one, with
// the name of the sheet behind that of the file.
func hasFile(saved []os.DirEntry, base, ending string) bool {
	for _, f := range saved {
		if rest, ok := strings.CutPrefix(f.Name(), base); ok && strings.HasSuffix(rest, ending) && (rest == ending || rest[0] == '-') {
			return true
		}
	}
	return false
}
