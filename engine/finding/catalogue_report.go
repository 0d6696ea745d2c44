package finding

// reportPages are about printing.
var reportPages = []Entry{
	{Code: "RPT-01", Severity: Warning, Title: "A character that no font has",
		Message: "The report could not print the character {char}; a small box stands in its place",
		Hint:    "Look where it was typed (spm trace), or accept the box; the report's data notes list it",
		Why:     "Reports embed fonts for many languages, but no font holds every character. A box is never printed in silence."},
}
