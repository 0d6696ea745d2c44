package finding

// changePages are about changes of the plan, and about its turn to a new year.
var changePages = []Entry{
	{Code: "CHNG-01", Severity: Error, Title: "A change of nothing that is known",
		Message: "The change about {about} cannot be carried out: {problem}",
		Hint:    "Look at the code and the words in the row, correct them, and send the Changes workbook again",
		Why:     "A change says in words what it is about; what it does not name exactly stays as it is."},
	{Code: "CHNG-02", Severity: Error, Title: "A change that cannot be meant",
		Message: "The change about {about} is not carried out: {problem}",
		Hint:    "Correct the row, or say Yes under Remove? in it, and send the Changes workbook again",
		Why:     "A change that contradicts itself, another change, or the plan would leave work with nobody."},
	{Code: "CHNG-03", Severity: Warning, Title: "Work of a closed unit",
		Message: "{unit} is closed without a successor and leads {milestones}",
		Hint:    "Name a successor, or give each milestone a new lead unit under Changes Milestones",
		Why:     "Nobody is asked for the reports of a unit that is closed."},
	{Code: "YEAR-01", Severity: Error, Title: "No year that can be meant",
		Message: "“{year}” is no year of the plan that this can be about; the first is {first}",
		Hint:    "Write the year as {example}",
		Why:     "Years are counted from the first day of the plan, which stands in the setup workbook."},
	{Code: "YEAR-02", Severity: Error, Title: "Too early for a new year",
		Message: "{year} cannot be started yet: the last quarter of the year before it begins on {day}",
		Hint:    "Wait until then; its action plans can be made from that day on, too",
		Why:     "In its last quarter a year is looked back on and the next is planned (Step 10); before, there is nothing to start it from."},
	{Code: "YEAR-03", Severity: Error, Title: "Missing for the new year",
		Message: "{who}, {year}: {what}",
		Hint:    "{todo}",
		Why:     "A year of work begins with what the annual review has settled: results, confirmed or adjusted targets, and milestones. --anyway goes on without it."},
}
