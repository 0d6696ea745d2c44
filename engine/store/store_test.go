package store

import (
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/value"
)

func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ret is a recorded return with n claims of its own.
func ret(name string, n int) (Return, []byte, []ledger.Claim) {
	original := []byte("workbook " + name)
	r := Return{ID: Hash(original), File: name + ".xlsx", Packet: "4F7K-2Q", Stream: "action/U01/2026-27", Received: "2026-09-30", Status: Recorded, Answered: n}
	var claims []ledger.Claim
	for i := range n {
		claims = append(claims, ledger.Claim{
			Submission: r.ID, Stream: r.Stream, Act: ledger.State, Received: r.Received,
			Sender:  ledger.Sender{Role: ledger.Unit, Key: "HR/U01", Name: "Talent Development"},
			Subject: org.Subject{Kind: org.KindAction, Key: fmt.Sprintf("HR/A1.1-Y1-%02d", i+1), Attr: "text"},
			Value:   value.OfText(fmt.Sprintf("Draft the framework, part %d of %s", i+1, name)),
			Where:   finding.Location{File: r.File, Sheet: "N Action plan", Row: 12 + i, Col: 3, Judge: "N.actions.action"},
			Typed:   fmt.Sprintf("Draft the framework, part %d of %s", i+1, name),
		})
	}
	return r, original, claims
}

// fill sets every field of a struct to something, so that a field which the
// store forgets shows.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
		fill(v.Index(1))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, val := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(val)
		v.SetMapIndex(key, val)
	case reflect.String:
		v.SetString("Ñ\n\t“x” ' <&> 🎓")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(0.1)
	default:
		v.SetInt(2)
	}
}

func filled[T any]() (x T) {
	fill(reflect.ValueOf(&x).Elem())
	return x
}

func TestEveryFieldComesBack(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	original := []byte("any bytes\x00")
	c := filled[ledger.Claim]()
	c.Submission = Hash(original)
	r := filled[Return]()
	r.ID, r.Status, r.Claims = Hash(original), Recorded, 1
	for i := range r.Findings {
		r.Findings[i].Sender, r.Findings[i].Words = "", nil // told when the file comes, and not again
	}
	p := filled[packet.Packet]()
	claims, codes := []ledger.Claim{c}, map[string]string{"HR/NEW-1": "HR/S1.1"}
	must(t, s.SavePackets([]*packet.Packet{&p}))
	must(t, s.Record(r, original, claims, codes))
	if claims[0].ID != 1 {
		t.Errorf("the claim was given the id %d, want 1", claims[0].ID)
	}
	must(t, s.Close())

	s = open(t, dir)
	l, err := s.Ledger()
	must(t, err)
	got, ok, err := s.Return(r.ID)
	must(t, err)
	sent, known, err := s.Packet(p.Code)
	must(t, err)
	given, err := s.Codes(r.Packet)
	must(t, err)
	bytes, err := s.Original(r.ID)
	must(t, err)
	for name, diff := range map[string]string{
		"claims": cmp.Diff(claims, l.Claims), "return": cmp.Diff(r, got), "packet": cmp.Diff(&p, sent),
		"codes": cmp.Diff(codes, given), "original": cmp.Diff(original, bytes), "known": cmp.Diff([]bool{true, true}, []bool{ok, known}),
	} {
		if diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestRecordTwiceChangesNothing(t *testing.T) {
	s := open(t, t.TempDir())
	r, original, claims := ret("hr", 3)
	must(t, s.Record(r, original, claims, nil))
	again := append([]ledger.Claim(nil), claims...)
	again[0].ID = 0
	r.File = "copy of hr.xlsx"
	must(t, s.Record(r, original, again, nil))
	r.Status = Refused
	must(t, s.Record(r, original, nil, nil))
	l, err := s.Ledger()
	must(t, err)
	if diff := cmp.Diff(claims, l.Claims); diff != "" {
		t.Error(diff)
	}
	all, err := s.Returns()
	must(t, err)
	if len(all) != 1 || all[0].File != "hr.xlsx" || all[0].Status != Recorded || again[0].ID != 0 {
		t.Errorf("the second recording left a mark: %+v", all)
	}
}

func TestHeldIsRecordedLater(t *testing.T) {
	s := open(t, t.TempDir())
	held, file, claims := ret("september", 2)
	held.Status, held.Findings = Held, finding.List{{Code: "PKT-05", Severity: finding.Error, Message: "held"}}
	must(t, s.Record(held, file, nil, nil))
	other, otherFile, otherClaims := ret("october", 1)
	must(t, s.Record(other, otherFile, otherClaims, nil))

	held.Status, held.Received, held.Findings = Recorded, "2026-10-05", nil
	must(t, s.Record(held, file, claims, map[string]string{"HR/NEW-1": "HR/S1.1"}))
	all, err := s.Returns()
	must(t, err)
	held.Claims, other.Claims = 2, 1
	if diff := cmp.Diff([]Return{held, other}, all); diff != "" {
		t.Error(diff)
	}
	l, err := s.Ledger()
	must(t, err)
	if len(l.Claims) != 3 || l.Claims[0].Submission != other.ID || l.Claims[2].ID != 3 {
		t.Errorf("claims in another order than they were appended: %+v", l.Claims)
	}
}

func TestRecordRefusesMistakes(t *testing.T) {
	for name, spoil := range map[string]func(r *Return, c []ledger.Claim){
		"wrong hash":         func(r *Return, c []ledger.Claim) { r.ID = Hash(nil) },
		"no such status":     func(r *Return, c []ledger.Claim) { r.Status = "lost" },
		"held with claims":   func(r *Return, c []ledger.Claim) { r.Status = Held },
		"claim of another":   func(r *Return, c []ledger.Claim) { c[1].Submission = Hash(nil) },
		"a number that JSON": func(r *Return, c []ledger.Claim) { c[1].Value.Number = 1 / zero },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			r, original, claims := ret("hr", 2)
			spoil(&r, claims)
			if s.Record(r, original, claims, nil) == nil {
				t.Error("no error")
			}
			all, err := s.Returns()
			must(t, err)
			l, err := s.Ledger()
			must(t, err)
			if len(all)+len(l.Claims) != 0 {
				t.Errorf("%d returns and %d claims were kept of a recording that failed", len(all), len(l.Claims))
			}
		})
	}
}

var zero float64

// A row whose code was given cannot be given another; the whole return stays out.
func TestCodesNeverChange(t *testing.T) {
	s := open(t, t.TempDir())
	r, original, claims := ret("hr", 1)
	must(t, s.Record(r, original, claims, map[string]string{"HR/NEW-1": "HR/S1.1"}))
	r, original, claims = ret("hr2", 1)
	if s.Record(r, original, claims, map[string]string{"HR/NEW-1": "HR/S1.2"}) == nil {
		t.Error("the row was given a second code")
	}
	if _, ok, err := s.Return(r.ID); ok || err != nil {
		t.Errorf("half of the return was kept (%v)", err)
	}
	must(t, s.Record(r, original, claims, map[string]string{"HR/NEW-1": "HR/S1.1", "HR/NEW-2": "HR/S1.2"}))
	codes, err := s.Codes(r.Packet)
	must(t, err)
	if diff := cmp.Diff(map[string]string{"HR/NEW-1": "HR/S1.1", "HR/NEW-2": "HR/S1.2"}, codes); diff != "" {
		t.Error(diff)
	}
	if none, err := s.Codes("other"); len(none) != 0 || err != nil {
		t.Errorf("codes of a packet that nobody sent: %v, %v", none, err)
	}
}

func TestGiven(t *testing.T) {
	s := open(t, t.TempDir())
	r, original, claims := ret("hr", 2)
	must(t, s.Record(r, original, claims, map[string]string{"HR/NEW-1": "HR/S1.4"}))
	given, err := s.Given()
	must(t, err)
	if diff := cmp.Diff(map[string]bool{"HR/S1.4": true}, given); diff != "" {
		t.Error(diff)
	}
}

func sent(code, to string, issue int, day value.Date) *packet.Packet {
	return &packet.Packet{Code: code, Kind: "action", To: packet.To{Role: "unit", Key: to, Name: to}, Year: "2026-27", Issue: issue, Issued: day}
}

func TestPackets(t *testing.T) {
	s := open(t, t.TempDir())
	late, first, second, other := sent("D", "U01", 10, "2026-10-02"), sent("A", "U01", 1, "2026-09-01"), sent("B", "U01", 9, "2026-10-01"), sent("C", "U02", 1, "2026-09-01")
	must(t, s.SavePackets([]*packet.Packet{late, second, other, first}))
	all, err := s.Packets()
	must(t, err)
	if diff := cmp.Diff([]*packet.Packet{first, other, second, late}, all); diff != "" {
		t.Error(diff)
	}
	if n, err := s.LastIssue(first.Stream()); err != nil || n != 10 {
		t.Errorf("last issue %d, %v; want 10", n, err)
	}
	if n, err := s.LastIssue("none"); err != nil || n != 0 {
		t.Errorf("last issue of nothing: %d, %v", n, err)
	}
	latest, ok, err := s.Latest(first.Stream())
	if err != nil || !ok || latest.Code != "D" {
		t.Errorf("latest is %+v, %v, %v; want issue 10", latest, ok, err)
	}
	if _, ok, err := s.Latest("none"); ok || err != nil {
		t.Errorf("a stream that does not exist: %v, %v", ok, err)
	}
	if _, ok, err := s.Packet("none"); ok || err != nil {
		t.Errorf("a packet that does not exist: %v, %v", ok, err)
	}

	// Again, on another day.
	again := *first
	again.Issued = "2027-01-01"
	must(t, s.SavePackets([]*packet.Packet{&again}))
	if kept, _, _ := s.Packet("A"); kept.Issued != first.Issued {
		t.Errorf("issued %s, want the first day", kept.Issued)
	}
	// Another packet under the same code, and with it all that were saved together.
	again.Title = "Changed"
	if err := s.SavePackets([]*packet.Packet{sent("E", "U03", 1, "2026-09-01"), &again}); err == nil {
		t.Error("a packet was overwritten")
	}
	if _, ok, _ := s.Packet("E"); ok {
		t.Error("half of the packets were saved")
	}
}

func TestFullDisk(t *testing.T) {
	s := open(t, t.TempDir())
	for err, want := range map[error]string{
		syscall.ENOSPC: "f could not be written: the disk is full; make room, then run this again; nothing was lost",
		syscall.EROFS:  "f cannot be written: the disk is read-only; move the workspace to a place where you may write",
	} {
		if got := s.explain(&fs.PathError{Op: "write", Path: "f", Err: err}).Error(); got != want {
			t.Errorf("%v: %s", err, got)
		}
	}
}

// The list of packets has all of them but what is long.
func TestPacketsWithoutSheets(t *testing.T) {
	s := open(t, t.TempDir())
	p := sent("A", "U01", 1, "2026-09-01")
	p.Title, p.Period, p.Due, p.Organization = "Status “ü”", "2026-10", "2026-11-05", "Riverbend"
	short := *p
	p.Sheets = []packet.Sheet{{Form: "R1", Name: "R1"}}
	p.Options = map[string]value.Options{"unit": {{Key: "U01", Label: "Unit"}}}
	must(t, s.SavePackets([]*packet.Packet{p}))
	all, err := s.Packets()
	must(t, err)
	if diff := cmp.Diff([]*packet.Packet{&short}, all); diff != "" {
		t.Error(diff)
	}
	whole, _, err := s.Packet("A")
	must(t, err)
	if diff := cmp.Diff(p, whole); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkLedger100k(b *testing.B) {
	s := open(b, b.TempDir())
	for i := range 100 {
		r, original, claims := ret(fmt.Sprintf("unit %d", i), 1000)
		must(b, s.Record(r, original, claims, nil))
	}
	for b.Loop() {
		l, err := s.Ledger()
		if err != nil || len(l.Claims) != 100_000 {
			b.Fatalf("%d claims, %v", len(l.Claims), err)
		}
	}
	info, err := os.Stat(s.file)
	must(b, err)
	b.ReportMetric(float64(info.Size())/100_000, "bytes/claim")
}

func BenchmarkRecord(b *testing.B) {
	s := open(b, b.TempDir())
	for i := 0; b.Loop(); i++ {
		r, original, claims := ret(fmt.Sprintf("unit %d", i), 200)
		must(b, s.Record(r, original, claims, nil))
	}
}
