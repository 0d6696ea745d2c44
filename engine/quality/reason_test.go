package quality

import (
	"testing"

	"spm/engine/value"
)

// TestReasonIsAnAnswer: what was answered with a reason is not missed.
func TestReasonIsAnAnswer(t *testing.T) {
	o, s, where := scene(t, fixture{Change: plan{"strategy HR/S1.1": {"role_check": nil}}})
	if found := wants(Check(o, s, where)); len(found) != 1 || found[0].Code != "STRAT-11" {
		t.Fatalf("%v", found)
	}
	o.Strategy("HR/S1.1").Reasons = map[string]value.Value{"role_check": {Type: value.YesNo, Reason: value.NotYet, Detail: "15 May"}}
	if found := wants(Check(o, s, where)); len(found) > 0 {
		t.Errorf("%v", found)
	}
}
