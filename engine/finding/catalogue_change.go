package finding

// changePages are about changes of the plan, and about its turn to a new year.
var changePages = []Entry{
	{Code: "CHNG-01", Severity: Error, Title: "A change of nothing that is known",
		Message: "The change about {about} cannot be carried out: {problem}",
		Hint:    "Look at the code and the words in the row, correct them, and send the Changes workbook again",
		Why:     "A change says in words what it is about; what it does not name exactly stays as it is."},
}
