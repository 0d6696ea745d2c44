package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"

	"spm/engine/correction"
	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/submission"
	"spm/engine/workbook"
	"spm/engine/workspace"
)

// opened is a file with its cells and what they say, as far as that does not
// depend on the files before it.
type opened struct {
	file     workspace.File
	id       string // SHA-256 of its bytes, in hex
	data     []byte
	known    bool                // it was recorded before and need not be opened
	book     *spreadsheet.Book   // nil: it cannot be read, or was not
	whole    *spreadsheet.Book   // with the lists that we have put into it
	looked   *workbook.Looked    // of the book
	ids      workbook.Identities // of the book
	reading  *reading            // as a return of the packet that it names; nil: it has to be found out
	findings finding.List
	retract  []ledger.Claim // what it said when it was recorded for somebody else
	err      error
	failure  string // of ours, with where it happened
}

// reading is a book as it was read as the return of a packet.
type reading struct {
	packet     *packet.Packet
	library    *form.Library // as the packet was issued from
	submission *submission.Submission
	findings   finding.List
	told       finding.List // about versions of forms

	newer *packet.Packet // that has come back already, where this one is an older issue
}

// inOrder fetches files one by one, prepares them side by side, no more at once
// than there are cores, and takes them one by one in their order, so that codes
// and claims do not depend on which was ready first.
func inOrder(files []workspace.File, fetch func(workspace.File) opened, prepare func(*opened), take func(int, opened) error) error {
	slots := make(chan chan opened, runtime.GOMAXPROCS(0)-1) // and the one that take has
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		defer close(slots)
		for _, f := range files {
			s := make(chan opened, 1)
			select {
			case slots <- s:
				x := fetch(f)
				go func() {
					prepare(&x)
					s <- x
				}()
			case <-stop:
				return
			}
		}
	}()
	n := 0
	for s := range slots {
		if err := take(n, <-s); err != nil {
			return err
		}
		n++
	}
	return nil
}

// fetch reads a file's bytes. The same bytes again, in this run or from an
// earlier one, need not be opened.
func (in *intake) fetch(f workspace.File) opened {
	x := opened{file: f}
	data, err := f.Data()
	var problem *workspace.Problem
	if errors.As(err, &problem) {
		x.findings.Add(problem.Finding)
	}
	if err != nil {
		return x
	}
	sum := sha256.Sum256(data)
	x.id, x.data = hex.EncodeToString(sum[:]), data
	x.known = in.fetched[x.id]
	in.fetched[x.id] = true
	return x
}

// prepare opens what was fetched. It runs beside others and changes nothing
// that they use.
func (in *intake) prepare(x *opened) {
	defer func() {
		if failure := recover(); failure != nil {
			x.failure = fmt.Sprintf("%v\n\n%s", failure, debug.Stack())
		}
	}()
	if x.id == "" || x.known {
		return
	}
	if before, ok, err := in.store.Return(x.id); err != nil {
		x.err = err
		return
	} else if ok && before.Status == Recorded && !in.readdresses(x.file) {
		x.known = true
		return
	}
	in.openInTurn(x)
}

// openInTurn opens a file when there is room for what it holds.
func (in *intake) openInTurn(x *opened) {
	size := spreadsheet.Unpacked(x.data)
	defer in.room.take(size)()
	in.open(x)
	if size > unpackedAtOnce/4 {
		debug.FreeOSMemory() // at once: the next one may need as much, and the collector takes its time
	}
}

// unpackedAtOnce is how much the files that are opened side by side may hold.
const unpackedAtOnce = 192 << 20

// openBook is how a workbook is opened; tests count it.
var openBook = spreadsheet.Limits.Open

// open reads a file's cells, and what they answer to the packet that they name.
func (in *intake) open(x *opened) {
	book, findings := openBook(in.Workspace.Settings.Limits, x.file.Name, x.data)
	x.findings.Add(findings...)
	if book == nil {
		return
	}
	x.book, x.whole = correction.Answers(book), book
	x.looked = workbook.Look(in.Library, x.book, x.file.Name)
	x.looked.Rows = in.Workspace.Settings.Limits.FormRows
	x.ids = x.looked.Identify(in.Library)
	codes := packetCodes(x.ids)
	if len(codes) != 1 || in.Period != "" {
		return
	}
	p, ok, err := in.store.Packet(codes[0])
	if ok && err == nil {
		x.reading, err = in.readAs(x, p)
	}
	x.err = err
}

// readAs reads a book as the return of a packet.
func (in *intake) readAs(x *opened, p *packet.Packet) (*reading, error) {
	if x.reading != nil && x.reading.packet == p {
		return x.reading, nil
	}
	lib, told, err := in.libraryOf(p, finding.Location{File: x.file.Name})
	if err != nil {
		return nil, err
	}
	s, findings := x.looked.Read(lib, p, nil)
	return &reading{packet: p, library: lib, submission: s, findings: findings, told: told}, nil
}
