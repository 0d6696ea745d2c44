package engine

import (
	"sync"
	"sync/atomic"
	"testing"
)

// However many ask, never more than all is out, and everybody gets a turn.
func TestBudget(t *testing.T) {
	const all = 10
	b := newBudget(all)
	var out, most atomic.Int64
	var turns sync.WaitGroup
	for i := range 200 {
		n := int64(i%14 + 1)
		turns.Go(func() {
			giveBack := b.take(n)
			now := out.Add(min(n, all))
			for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
			}
			out.Add(-min(n, all))
			giveBack()
		})
	}
	turns.Wait()
	if most.Load() > all || b.used != 0 {
		t.Errorf("%d of %d were out at once, %d still are", most.Load(), all, b.used)
	}
}
