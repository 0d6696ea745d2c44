package value

import "slices"

// above are the marks and words of who means what stands in the row above.
var above = []string{"\"", "''", "″", "〃", "same", "same as above", "as above", "see above", "ditto", "idem", "ídem",
	"lo mismo", "lo mismo que arriba", "igual que arriba", "ver arriba", "véase arriba"}

// pointsAbove tells whether a text means what stands above it.
func pointsAbove(typed string) bool {
	const longest = 24
	return len(typed) <= longest && slices.Contains(above, fold(typed))
}

// parseAbove keeps a mark for what stands above where words are asked for, and
// says that it does not tell anything alone. Anywhere else it is no answer.
func parseAbove(spec Spec, r Raw, typed string) (Value, []Remark, bool) {
	if !slices.Contains(worded, spec.Type) || len(spec.find(typed)) > 0 {
		return parse(spec, r, typed)
	}
	v, _, ok := parse(spec, r, typed)
	return v, remark("CELL-87"), ok
}
