package engine

import "sync"

// budget bounds what is worked on at the same time, however many processors
// there are: mostly a file for each, but the largest only one after the other.
type budget struct {
	all  int64
	mu   sync.Mutex
	more *sync.Cond // something was given back
	used int64
}

func newBudget(all int64) *budget {
	b := &budget{all: all}
	b.more = sync.NewCond(&b.mu)
	return b
}

// take waits until n fit in and answers how to give them back. What is larger
// than all has all for itself.
func (b *budget) take(n int64) (giveBack func()) {
	n = min(n, b.all)
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.used+n > b.all {
		b.more.Wait()
	}
	b.used += n
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.used -= n
		b.more.Broadcast()
	}
}
