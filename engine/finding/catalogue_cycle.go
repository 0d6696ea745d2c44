package finding

// cycleRules are the guidebook's rules on reporting, reviewing and telling the story.
var cycleRules = []Entry{
	{Code: "CYCL-01", Severity: Warning, Title: "A monthly report is missing",
		Message: "{unit} has not reported {month}; the report was due on {due}",
		Hint:    "Ask the unit leader for the report; a line for each action is enough",
		Why:     "Monthly status reports of the units are the advised minimum; they let leadership help in time (Step 10)."},
	{Code: "CYCL-02", Severity: Error, Title: "An annual review is missing",
		Message: "{branch} has not returned its annual review of {year}; it was due on {due}",
		Hint:    "Hold the review with all unit leaders and return form R4",
		Why:     "At least once a year leadership and unit leaders review milestones, strategies and goals and plan the year after the next (Step 10)."},
	{Code: "CYCL-03", Severity: Error, Title: "Less than two years planned",
		Message: "{branch} has no milestone for {year}, although the review of {planned} is over",
		Hint:    "Set the milestones of that year in form R4",
		Why:     "Two years of planning are in place at any time; the milestones of Year 3 are set as Year 2 begins (Step 10)."},
	{Code: "STORY-01", Severity: Error, Title: "An annual report without one of its narratives",
		Message: "{branch}: the annual report of {year} would have no {narrative} narrative; {lacking} was reported",
		Hint:    "Complete form R4, or tell it in your own words in its last part",
		Why:     "The annual report tells both what was done and what came of it (Step 11)."},
	{Code: "STORY-03", Severity: Warning, Title: "An implementation narrative with gaps",
		Message: "{branch}: nothing reported in {year} tells of {missing}",
		Hint:    "Add it to form R4, or tell the work in your own words in its last part",
		Why:     "The narrative of the work tells what was done, which products came of it, which challenges were met and what was adjusted (Step 11)."},
}
