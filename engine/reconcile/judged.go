package reconcile

import (
	"fmt"

	"spm/engine/ledger"
	"spm/engine/org"
)

// Judged is the organization as the guidebook's rules see it: a value that
// senders dispute is there, so that no rule misses it; the conflict itself has
// been told already.
func Judged(facts ledger.Facts) (*org.Organization, error) {
	build := org.NewBuilder()
	for _, fact := range facts.Sorted() {
		if len(fact.Claims) == 0 {
			continue
		}
		v := fact.Value
		if len(fact.Disputed) > 0 {
			v = fact.Disputed[0].Value
		}
		if err := build.Set(fact.Subject, v); err != nil {
			return nil, fmt.Errorf("folding %s: %w", fact.Subject, err)
		}
	}
	return build.Organization(), nil
}
