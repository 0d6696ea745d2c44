package workbook

import "sync"

// shelf keeps what is made once for many workbooks; what was made first goes
// first. What was made before makes no difference to what is made.
type shelf[T any] struct {
	most  int
	mu    sync.Mutex
	made  map[string]*slot[T]
	order []string
}

type slot[T any] struct {
	once sync.Once
	x    T
	err  error
}

func newShelf[T any](most int) *shelf[T] { return &shelf[T]{most: most, made: map[string]*slot[T]{}} }

// get finds what was made for a key, which is equal for equal wants, or makes it.
func (s *shelf[T]) get(key string, make func() (T, error)) (T, error) {
	s.mu.Lock()
	x, ok := s.made[key]
	if !ok {
		x = &slot[T]{}
		s.made[key] = x
		s.order = append(s.order, key)
		if len(s.order) > s.most {
			delete(s.made, s.order[0])
			s.order = s.order[1:]
		}
	}
	s.mu.Unlock()
	x.once.Do(func() { x.x, x.err = make() })
	return x.x, x.err
}
