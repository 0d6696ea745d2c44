package issue_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/packet"
	"spm/engine/value"
)

// turning is the district at the turn of its year: one action is complete, one
// is not, and the unit's milestone of the second year goes on with the strategy.
const turning = district + `
	milestone HR/M1.1-Y2 text = Pilot the coaching.
	milestone HR/M1.1-Y2 lead_unit = U01
	action HR/A1.1-Y1-90 text = Finish the guide
	action HR/A1.1-Y1-90 beyond_budget = Yes
	action HR/A1.1-Y1-91 text = Ask the principals
	status HR/A1.1-Y1-90 status 2027-05 = Behind schedule
	status HR/A1.1-Y1-91 status 2027-05 = Complete`

// codesOf are the printed codes of a section's rows.
func codesOf(p *packet.Packet, form, section string) (codes []string) {
	if b, ok := p.Block(form, "", section); ok {
		for _, r := range b.Rows {
			codes = append(codes, r.Codes["no"])
		}
	}
	return codes
}

// Unfinished actions are proposed once the year has begun, and not before.
func TestUnfinishedActionsAreProposed(t *testing.T) {
	s := source(t, turning)
	p := func(day value.Date) *packet.Packet {
		r := s.WhenYear(library.Packet("action-plan"), "", 2, day)
		r.Issue = 1
		return request(t, s, r, "U01")
	}
	if codes := codesOf(p("2027-05-01"), "Carried", "carried"); codes != nil {
		t.Errorf("while the year before still reports, %v are proposed", codes)
	}
	codes := codesOf(p("2027-07-05"), "Carried", "carried")
	if !slices.Contains(codes, "A1.1-Y1-90") || slices.Contains(codes, "A1.1-Y1-91") {
		t.Errorf("%v are proposed; A1.1-Y1-90 is unfinished, A1.1-Y1-91 is not", codes)
	}
}

// A direction workbook of the second year asks for Years 2 and 3.
func TestDirectionOfALaterYear(t *testing.T) {
	s := source(t, district)
	r := s.WhenYear(library.Packet("direction"), "", 2, "2027-05-01")
	r.Issue = 1
	p := request(t, s, r, "HR")
	f := library.For(p.Setting).Form("F").Section("measures")
	got := []string{p.Year, f.Field("target_y1").Label, f.Field("target_y2").Label, strings.Join(f.Slots.Kinds[1].Years, " ")}
	want := []string{"2027-28", "Strategy Indicator Targets Year 2", "Strategy Indicator Targets Year 3", "y2 y2 y3 y3"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What needs more than the budget goes to the branch leader, and for reading to
// the central office; where nothing does, there is no sheet.
func TestBeyondTheBudget(t *testing.T) {
	s := source(t, turning)
	want := []string{"A1.1-Y1-90"}
	if diff := cmp.Diff(want, codesOf(send(t, s, "roll-up", "HR", "2026-10"), "Resources", "resources")); diff != "" {
		t.Errorf("the branch leader (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"HR/A1.1-Y1-90"}, codesOf(send(t, s, "overview", "", "2026-10"), "AllResources", "all_resources")); diff != "" {
		t.Errorf("the central office (-want +got):\n%s", diff)
	}
	if codes := codesOf(send(t, source(t, district), "roll-up", "HR", "2026-10"), "Resources", "resources"); codes != nil {
		t.Errorf("without such an action, %v are asked for", codes)
	}
}
