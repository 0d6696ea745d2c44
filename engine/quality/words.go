package quality

import (
	"embed"
	"strings"
	"unicode"

	"spm/engine/value"
)

//go:embed words/*.txt
var wordFiles embed.FS

var (
	verbs    = wordSet("verbs")
	stop     = wordSet("stop")
	everyone = lines("everyone")
)

// lines are the lines of a word list without its comments.
func lines(name string) (all []string) {
	text, err := wordFiles.ReadFile("words/" + name + ".txt")
	if err != nil {
		panic(err) // embedded: only a misspelled name can fail
	}
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

func wordSet(name string) map[string]bool {
	set := map[string]bool{}
	for _, line := range lines(name) {
		for w := range strings.FieldsSeq(line) {
			set[w] = true
		}
	}
	return set
}

var possessive = strings.NewReplacer("'s ", " ", "’s ", " ")

// tokens are the words and figures of a text in lower case; a hyphen parts words.
func tokens(text string) []string {
	text = possessive.Replace(strings.ToLower(value.Squeeze(text)) + " ")
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// content are the stems of the words that say what a text is about.
func content(text string) (stems []string) {
	for _, w := range tokens(text) {
		if len(w) > 2 && !stop[w] {
			stems = append(stems, stem(w))
		}
	}
	return stems
}

// stem cuts the common endings of an English word, lightly: two forms of a
// word meet more often than two different words do.
func stem(w string) string {
	if strings.HasSuffix(w, "ies") && len(w) > 4 {
		return w[:len(w)-3] + "y"
	}
	for _, end := range []string{"ingly", "edly", "ments", "ment", "ings", "ing", "ness", "ers", "ed", "er", "es", "ly", "s"} {
		if strings.HasSuffix(w, end) && len(w)-len(end) >= 4 && !strings.HasSuffix(w, "ss") {
			w = w[:len(w)-len(end)]
			break
		}
	}
	if len(w) > 4 {
		w = strings.TrimSuffix(w, "e")
	}
	return w
}

// akin tells whether two texts share a content word. Words listed in but do not count.
func akin(a, b string, but ...string) bool {
	skip := map[string]bool{}
	for _, w := range but {
		skip[stem(w)] = true
	}
	for _, x := range content(a) {
		for _, y := range content(b) {
			if !skip[x] && !skip[y] && sameStem(x, y) {
				return true
			}
		}
	}
	return false
}

// sameStem also takes a word and its derivations for one: safe and safety.
func sameStem(x, y string) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	return x == y || len(x) >= 4 && strings.HasPrefix(y, x)
}

// imperative tells whether a text begins with a verb as in "Draft the guide";
// first is the word that it begins with.
func imperative(text string) (first string, ok bool) {
	words := tokens(text)
	for i, w := range words {
		if strings.IndexFunc(w, unicode.IsLetter) < 0 || len(w) == 1 {
			continue // 1. or a) before the text
		}
		if first == "" {
			first = w
		}
		switch {
		case isVerb(w):
			// A review of something is a noun; few verbs go with of.
			if i+1 < len(words) && words[i+1] == "of" && !takesOf[w] {
				return w + " of", false
			}
			return first, true
		case strings.HasSuffix(w, "ly"), w == "re", w == "co", w == "pre":
			continue // jointly develop; re-design
		}
		return first, false
	}
	return first, false
}

var takesOf = map[string]bool{"think": true, "learn": true, "approve": true, "dispose": true, "make": true}

func isVerb(w string) bool {
	if stem, ok := strings.CutSuffix(w, "yse"); ok {
		w = stem + "yze" // British spelling
	}
	if stem, ok := strings.CutSuffix(w, "ise"); ok && verbs[stem+"ize"] {
		return true
	}
	if verbs[w] {
		return true
	}
	for _, prefix := range []string{"re", "co", "pre", "over", "out"} {
		if rest, ok := strings.CutPrefix(w, prefix); ok && len(rest) > 2 && verbs[rest] {
			return true
		}
	}
	return len(w) > 6 && (strings.HasSuffix(w, "ize") || strings.HasSuffix(w, "ify"))
}
