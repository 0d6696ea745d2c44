// Package templates holds everything that a user may edit: the forms, the
// lists, who gets which packet, the merge rules, the sentences of the reports
// and the theme. They are embedded in the program; a folder templates in a
// workspace lays over them, file by file.
//
// The package gives out files and understands none of them.
package templates

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
)

// Embedded are the templates that come with the program.
//
//go:embed attachments cycle parts languages lists narratives packets.yaml merge.yaml rules.yaml theme.yaml
var Embedded embed.FS

// Over lays a folder over the embedded templates: a file that stands in both is
// taken from the folder. A nil folder gives the embedded ones.
func Over(folder fs.FS) fs.FS {
	if folder == nil {
		return Embedded
	}
	return Layer(folder, Embedded)
}

// Layer lays a folder over other templates: a file that stands in both is taken
// from the folder.
func Layer(folder, beneath fs.FS) fs.FS { return overlay{folder, beneath} }

type overlay struct{ top, beneath fs.FS }

// Beneath are the templates that the folder is laid over.
func (o overlay) Beneath() fs.FS { return o.beneath }

// Has tells whether a file stands in the folder itself.
func (o overlay) Has(name string) bool {
	info, err := fs.Stat(o.top, name)
	return err == nil && !info.IsDir()
}

// Open opens the folder's file, or else the one beneath.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.top.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.beneath.Open(name)
	}
	return f, err
}

// ReadDir lists the files of both, each name once, in order.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	ours, err := fs.ReadDir(o.beneath, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	theirs, topErr := fs.ReadDir(o.top, name)
	if topErr != nil && !errors.Is(topErr, fs.ErrNotExist) {
		return nil, topErr
	}
	if err != nil && topErr != nil {
		return nil, err
	}
	all := slices.Clone(theirs)
	for _, e := range ours {
		if !slices.ContainsFunc(theirs, func(t fs.DirEntry) bool { return t.Name() == e.Name() }) {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int {
		if a.Name() < b.Name() {
			return -1
		}
		return 1
	})
	return all, nil
}
