package packet_test

import (
	"regexp"
	"testing"

	"spm/engine/packet"
	"spm/engine/value"
)

func TestCodeOf(t *testing.T) {
	seen := map[string][]string{}
	for _, id := range [][]string{
		{"riverbend", "direction", "HR", "2026-27"}, {"riverbend", "direction", "SI", "2026-27"}, {"riverbend", "annual", "HR", "2026-27"},
		{"riverbend", "direction", "HR", "2027-28"}, {"lakeside", "direction", "HR", "2026-27"}, {"riverbenddirection", "", "HR", "2026-27"},
	} {
		code := packet.CodeOf(id[0], id[1], id[2], id[3], 1)
		if again := packet.CodeOf(id[0], id[1], id[2], id[3], 1); again != code {
			t.Errorf("%v has the codes %s and %s", id, code, again)
		}
		if second := packet.CodeOf(id[0], id[1], id[2], id[3], 2); second == code {
			t.Errorf("both issues of %v have the code %s", id, code)
		}
		if !regexp.MustCompile(`^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}$`).MatchString(code) {
			t.Errorf("%s is hard to read out", code)
		}
		if other := seen[code]; other != nil {
			t.Errorf("%v and %v have the same code %s", id, other, code)
		}
		seen[code] = id
	}
}

func TestStream(t *testing.T) {
	yearly := packet.Packet{Kind: "direction", To: packet.To{Key: "HR"}, Year: "2026-27", Issue: 1}
	again := yearly
	again.Issue, again.Code = 2, "ABCD-EF"
	if yearly.Stream() != again.Stream() {
		t.Error("two issues of a packet are of one stream")
	}
	monthly := packet.Packet{Kind: "monthly", To: packet.To{Key: "HR"}, Year: "2026-27", Period: "2026-10"}
	next := monthly
	next.Period = "2026-11"
	if monthly.Stream() == next.Stream() || monthly.Stream() == yearly.Stream() {
		t.Error("months and packets are streams of their own")
	}
}

func TestBlock(t *testing.T) {
	p := packet.Packet{Sheets: []packet.Sheet{
		{Form: "N", Scope: "HR/M1.1-Y1", Blocks: []packet.Block{{Section: "header"}, {Section: "actions"}}},
		{Form: "N", Scope: "HR/M1.1-Y1b", Blocks: []packet.Block{{Section: "actions", Rows: []packet.Row{{ID: "x"}}}}},
	}}
	if b, ok := p.Block("N", "HR/M1.1-Y1b", "actions"); !ok || len(b.Rows) != 1 {
		t.Errorf("the block of the second milestone is %+v", b)
	}
	if _, ok := p.Block("N", "HR/M1.1-Y1b", "header"); ok {
		t.Error("a block is found that is not there")
	}
}

func TestEqualAndUnfilled(t *testing.T) {
	make := func() *packet.Packet {
		return &packet.Packet{Code: "ABCD-EF", Sheets: []packet.Sheet{{Form: "A", Blocks: []packet.Block{{Section: "goals", Rows: []packet.Row{{
			Keys: map[string]string{"goal": "G1"}, Codes: map[string]string{"no": "G1"}, Values: map[string]value.Value{"goal": value.OfText("Grow")},
		}}}}}}}
	}
	p, q := make(), make()
	if !p.Equal(q) {
		t.Error("equal packets differ")
	}
	q.Unfilled()
	if p.Equal(q) || len(q.Sheets[0].Blocks[0].Rows[0].Values) > 0 || q.Sheets[0].Blocks[0].Rows[0].Codes["no"] != "G1" {
		t.Errorf("a blank form keeps codes and loses values: %+v", q.Sheets[0].Blocks[0].Rows[0])
	}
}
