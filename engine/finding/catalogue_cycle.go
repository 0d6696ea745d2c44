package finding

// cycleRules are the guidebook's rules on reporting, reviewing and telling the story.
var cycleRules = []Entry{
	{Code: "CYCL-01", Severity: Warning, Title: "A monthly report is missing",
		Message: "{unit} has not reported {month}; the report was due on {due}",
		Hint:    "Ask the unit leader for the report; a line for each action is enough",
		Why:     "Monthly status reports of the units are the advised minimum; they let leadership help in time (Step 10)."},
	{Code: "CYCL-02", Severity: Error, Title: "A review is missing",
		Message: "{branch} has not returned its {review}; it was due on {due}",
		Hint:    "{how}",
		Why: "Each quarter leadership reviews progress, and at least once a year it reviews milestones, strategies and goals with all unit " +
			"leaders (Step 10). A missing annual review is an error, a missing quarterly one a warning."},
	{Code: "CYCL-03", Severity: Error, Title: "Less than two years planned",
		Message: "{branch} has no milestone for {year}, although the review of {planned} is over",
		Hint:    "Set the milestones of that year in form R4",
		Why:     "Two years of planning are in place at any time; the milestones of Year 3 are set as Year 2 begins (Step 10)."},
	{Code: "CYCL-04", Severity: Warning, Title: "A milestone of the next year that is not ready",
		Message: "{milestone} “{text}” {fault}, after the review of {quarter}",
		Hint:    "Say in form R3 whether the milestone stands or changes, and let its lead unit plan the actions",
		Why:     "In the fourth quarter the progress of the year adjusts the milestones of the next, and unit teams plan its actions (Step 10)."},
	{Code: "STORY-01", Severity: Error, Title: "An annual report without one of its narratives",
		Message: "{branch}: the annual report of {year} would have no {narrative} narrative; {lacking} was reported",
		Hint:    "Complete form R4, or tell it in your own words in its last part",
		Why:     "The annual report tells both what was done and what came of it (Step 11)."},
	{Code: "STORY-02", Severity: Warning, Title: "Other people receive the annual report",
		Message: "The list of those who receive the annual report of {year} {fault}, compared with {before}",
		Hint:    "Complete the list in the setup workbook; whoever read last year's report wants to know how it went on",
		Why:     "The same stakeholders receive the reports each year, so that they can follow the story (Step 11)."},
	{Code: "STORY-03", Severity: Warning, Title: "An implementation narrative with gaps",
		Message: "{branch}: nothing reported in {year} tells of {missing}",
		Hint:    "Add it to form R4, or tell the work in your own words in its last part",
		Why:     "The narrative of the work tells what was done, which products came of it, which challenges were met and what was adjusted (Step 11)."},
}
