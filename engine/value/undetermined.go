package value

import "strings"

// undetermined is how such values begin, in English and in Spanish.
var undetermined = []string{
	"to be determined", "tbd", "to be set", "no data", "not available", "n/a", "not yet",
	"por determinar", "se determinará", "por definir", "sin datos", "no hay datos", "no disponible", "no se dispone", "todavía no", "aún no",
}

// Undetermined tells whether a measure value says in words that it is not
// known yet, or that there are no data.
func Undetermined(s string) bool {
	f := fold(s)
	for _, p := range undetermined {
		if strings.HasPrefix(f, p) {
			return true
		}
	}
	return false
}
