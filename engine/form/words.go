package form

import (
	"regexp"
	"strconv"
	"strings"

	"spm/engine/value"
)

// Word names a fixed text of sheets and messages, as the words of a language's
// file name it. Names in braces are filled in.
type Word string

// The fixed texts.
const (
	Attachment       Word = "attachment"
	PlanYear         Word = "plan_year"
	StepNo           Word = "step"
	FilledInBy       Word = "filled_in_by"
	OrganizationName Word = "organization"
	UnitName         Word = "name_of_unit"
	BranchName       Word = "name_of_branch"
	ReturnByTo       Word = "return_by_to"
	ReturnBy         Word = "return_by"
	ReturnTo         Word = "return_to"
	Questions        Word = "questions"
	PageOf           Word = "page_of"

	ChooseYesNo    Word = "choose_yes_no"
	PleaseYesNo    Word = "please_yes_no"
	ChooseList     Word = "choose_list"
	PleaseList     Word = "please_list"
	ChooseOrType   Word = "choose_or_type"
	NotInList      Word = "not_in_list"
	ADate          Word = "a_date"
	PleaseDate     Word = "please_date"
	NotANumber     Word = "not_a_number"
	AMeasure       Word = "a_measure"
	LongAnswer     Word = "long_answer"
	VeryLongAnswer Word = "very_long_answer"
	OneALine       Word = "one_a_line"
	ALine          Word = "a_line"

	StartHere       Word = "start_here"
	WhatToDo        Word = "what_to_do"
	WhatIsInside    Word = "what_is_inside"
	HowToSend       Word = "how_to_send"
	SheetName       Word = "sheet"
	AsksFor         Word = "asks_for"
	WhoFills        Word = "who_fills"
	SoFar           Word = "so_far"
	ForWhom         Word = "for"
	DueBy           Word = "due_by"
	SendTo          Word = "send_to"
	Contact         Word = "contact"
	ToRead          Word = "to_read"
	NothingRequired Word = "nothing_required"
	NotBegun        Word = "not_begun"
	SheetMissing    Word = "sheet_missing"
	RequiredAnswers Word = "required_answers"
	AllSheets       Word = "all_sheets"

	TypeFirst  Word = "type_first"
	SeeCode    Word = "see_code"
	TheoryIf   Word = "theory_if"
	TheoryThen Word = "theory_then"
	TheoryAnd  Word = "theory_and"

	BlankForm       Word = "blank_form"
	IssueNo         Word = "issue"
	Counted         Word = "counted"
	OurOrganization Word = "our_organization"
	MailTo          Word = "mail_to"
	MailSubject     Word = "mail_subject"
	MailAttachment  Word = "mail_attachment"
	MailDear        Word = "mail_dear"
	MailAttached    Word = "mail_attached"
	MailFill        Word = "mail_fill"
	MailNewForm     Word = "mail_new_form"
	MailAnswersKept Word = "mail_answers_kept"
	MailNewAsked    Word = "mail_new_asked"
	MailReturn      Word = "mail_return"
	MailQuestions   Word = "mail_questions"
	MailThanks      Word = "mail_thanks"

	FixList     Word = "fix_list"
	FixLead     Word = "fix_lead"
	FixSend     Word = "fix_send"
	FixNo       Word = "fix_no"
	FixCell     Word = "fix_cell"
	FixWrong    Word = "fix_wrong"
	FixMend     Word = "fix_mend"
	FixDone     Word = "fix_done"
	FixLook     Word = "fix_look"
	FixAll      Word = "fix_all"
	FixRow      Word = "fix_row"
	FixRows     Word = "fix_rows"
	ListAnd     Word = "list_and" // between the last two rows of a list
	ListOr      Word = "list_or"  // between answers that may be meant
	ListTo      Word = "list_to"  // between the first and the last row of several
	FixPerhaps  Word = "fix_perhaps"
	FixMore     Word = "fix_more"
	FixNoteMend Word = "fix_note_mend"
	FixNoteLook Word = "fix_note_look"
	FixFile     Word = "fix_file"

	Receipt          Word = "receipt"
	ReceiptRead      Word = "receipt_read"
	ReceiptOne       Word = "receipt_one"
	ReceiptMany      Word = "receipt_many"
	ReceiptNone      Word = "receipt_none"
	ReceiptChanged   Word = "receipt_changed"
	ReceiptUntouched Word = "receipt_untouched"
	ReceiptDone      Word = "receipt_done"
	ReceiptAttached  Word = "receipt_attached"
	ReceiptUnmarked  Word = "receipt_unmarked"
	ReceiptHeld      Word = "receipt_held"
	ReceiptRefused   Word = "receipt_refused"
	ReceiptCounts    Word = "receipt_counts"
	ReceiptForm      Word = "receipt_form"
	ReceiptAnswers   Word = "receipt_answers"
	ReceiptRows      Word = "receipt_rows"
	ReceiptAsSent    Word = "receipt_as_sent"
	ReceiptDoubts    Word = "receipt_doubts"
	ReceiptStood     Word = "receipt_stood"
	ReceiptReadAs    Word = "receipt_read_as"
	ReceiptIfWrong   Word = "receipt_if_wrong"
	ReceiptMend      Word = "receipt_mend"
	ReceiptLook      Word = "receipt_look"
	ReceiptNotes     Word = "receipt_notes"
	ReceiptMore      Word = "receipt_more"

	GuideTitle         Word = "guide_title"
	GuideSubtitle      Word = "guide_subtitle"
	GuideStatement     Word = "guide_statement"
	GuideContents      Word = "guide_contents"
	GuideContinued     Word = "guide_continued"
	GuidePage          Word = "guide_page"
	GuideCover         Word = "guide_cover"
	GuideStep          Word = "guide_step"
	GuideGlance        Word = "guide_glance"
	GuideForm          Word = "guide_form"
	GuidePackets       Word = "guide_packets"
	GuideComes         Word = "guide_comes"
	GuideInPacket      Word = "guide_in_packet"
	GuideSheets        Word = "guide_sheets"
	GuideEachMilestone Word = "guide_each_milestone"
	GuideEachGoal      Word = "guide_each_goal"
	ToCentre           Word = "to_centre"
	ToBranch           Word = "to_branch"
	ToLeadUnit         Word = "to_lead_unit"
	ToUnit             Word = "to_unit"
	ToAskedUnit        Word = "to_asked_unit"
	ToRespondent       Word = "to_respondent"
	Once               Word = "once"
	EveryYear          Word = "every_year"
	EveryQuarter       Word = "every_quarter"
	EveryMonth         Word = "every_month"
	GuideSheet         Word = "guide_sheet"
	OnlyDivision       Word = "only_division"
	OnlyStrand         Word = "only_strand"
	OnlyQuarter4       Word = "only_quarter_4"
	GuideChecksOnly    Word = "guide_checks_only"
	GuideGiven         Word = "guide_given"
	GuideField         Word = "guide_field"
	GuideWrite         Word = "guide_write"
	GuideNeeded        Word = "guide_needed"
	GuideExample       Word = "guide_example"
	GuideSeeded        Word = "guide_seeded"
	GuideOwnCodes      Word = "guide_own_codes"
	GuideSpare         Word = "guide_spare"
	GuideChecks        Word = "guide_checks"
	GuideChecksHow     Word = "guide_checks_how"
	KindText           Word = "kind_text"
	KindLong           Word = "kind_long"
	KindEmail          Word = "kind_email"
	KindNumber         Word = "kind_number"
	KindPercent        Word = "kind_percent"
	KindMonth          Word = "kind_month"
	KindRefs           Word = "kind_refs"
	KindOwnCode        Word = "kind_own_code"
	KindCode           Word = "kind_code"
	AcrossStrategies   Word = "across_strategies"
	AcrossUnits        Word = "across_units"
	KindChoice         Word = "kind_choice"
	NeededAlways       Word = "needed_always"
	NeededNot          Word = "needed_not"
	NeededWhen         Word = "needed_when"
	NeededAny          Word = "needed_any"
)

// english are the fixed texts in the language of the forms.
var english = map[Word]string{
	Attachment:       "Attachment {id}: {title}",
	PlanYear:         "Plan year {year}",
	StepNo:           "Step {step}",
	FilledInBy:       "Filled in by: {who}",
	OrganizationName: "Organization",
	UnitName:         "Name of unit",
	BranchName:       "Name of division or strand",
	ReturnByTo:       "Please return by {day} to {address}",
	ReturnBy:         "Please return by {day}",
	ReturnTo:         "Please return to {address}",
	Questions:        "questions: {contact}",
	PageOf:           "Page {page} of {pages}",

	ChooseYesNo:    "Choose Yes or No.",
	PleaseYesNo:    "Please choose Yes or No.",
	ChooseList:     "Choose from the list.",
	PleaseList:     "Please choose from the list.",
	ChooseOrType:   "Choose from the list, or type another name.",
	NotInList:      "This name is not in the list. Keep it as it is?",
	ADate:          "A date, such as 10/1/2026.",
	PleaseDate:     "Please type a date, such as 10/1/2026.",
	NotANumber:     "This should be a number. Keep it as it is?",
	AMeasure:       `A number with its unit, such as 67%, or "To be determined using …".`,
	LongAnswer:     "This is very long for a short answer. Keep it as it is?",
	VeryLongAnswer: "This is longer than most programs show in one cell. Keep it as it is?",
	OneALine:       "One a line (Alt+Enter starts a new line).",
	ALine:          " a line", // by which a help text shows that it says so itself

	StartHere:       "Start here",
	WhatToDo:        "What to do",
	WhatIsInside:    "What is in this workbook",
	HowToSend:       "How to send it back",
	SheetName:       "Sheet",
	AsksFor:         "What it asks for",
	WhoFills:        "Filled in by",
	SoFar:           "So far",
	ForWhom:         "For",
	DueBy:           "Please return by",
	SendTo:          "Return it to",
	Contact:         "Questions",
	ToRead:          "To read",
	NothingRequired: "As it applies",
	NotBegun:        "Not begun",
	SheetMissing:    "This sheet is missing",
	RequiredAnswers: "{done} of {all} required answers",
	AllSheets:       "All sheets",

	TypeFirst:  "Type {code} in sheet “{sheet}” first.",
	SeeCode:    "See {code}.",
	TheoryIf:   "If {text}",
	TheoryThen: ", then {text}",
	TheoryAnd:  ", and {text}",

	BlankForm:       "blank", // in the name of a file
	IssueNo:         "(issue {n})",
	Counted:         "Counted so far: {counted}",
	OurOrganization: "{label} (our organization)",
	MailTo:          "To: {address}",
	MailSubject:     "Subject: {subject}",
	MailAttachment:  "Attachment: {file}",
	MailDear:        "Dear {name},",
	MailAttached:    "Attached is the workbook “{title}” for {name}. What we know already is filled in; the yellow cells are yours.",
	MailFill:        "Please fill it in with any spreadsheet program and keep the codes in the first columns as they are. You may add rows, notes and sheets of your own.",
	MailNewForm:     "Form {form} has a new version. Please use this workbook in place of the one that you have.",
	MailAnswersKept: "What you have answered is filled in.",
	MailNewAsked:    "New in it: {questions}.",
	MailReturn:      "Please send it back by {day} to {address}.",
	MailQuestions:   "Questions: {contact}.",
	MailThanks:      "Thank you.",

	FixList:     "Fix list",
	FixLead:     "Thank you for your workbook. A few cells could not be read as they stand; they are marked in red. Go through this list from the top: a click on the cell takes you there, and a note beside it says what is expected. Then save this very workbook and send it back. Everything else was understood and need not be touched.",
	FixSend:     "Send it back to {address}.",
	FixNo:       "No.",
	FixCell:     "Cell",
	FixWrong:    "What is wrong",
	FixMend:     "How to mend it",
	FixDone:     "Done?",
	FixLook:     "Please look at these, too. They are marked in yellow; change them only where something is wrong.",
	FixAll:      "the sheet",
	FixRow:      "row {row}",
	FixRows:     "rows {row} to {last}",
	ListAnd:     "and",
	ListOr:      "or",
	ListTo:      "to",
	FixPerhaps:  "The list has:",
	FixMore:     "There are {n} more like these; they are marked in the sheets.",
	FixNoteMend: "Please mend:",
	FixNoteLook: "Please look:",
	FixFile:     "{name} - to correct",

	Receipt:          "Receipt: {title}",
	ReceiptRead:      "Thank you. We have read your workbook: {answers}.",
	ReceiptOne:       "1 answer",
	ReceiptMany:      "{n} answers",
	ReceiptNone:      "there is no answer of yours in it yet",
	ReceiptChanged:   "Different from your last return: {n}.",
	ReceiptUntouched: "Left as we had filled them in: {n}.",
	ReceiptDone:      "Nothing is missing, and there is nothing more for you to do.",
	ReceiptAttached:  "Some cells could not be read as they stand. They are marked in your own workbook, which is attached: “{file}”. Please open it, follow its first sheet, and send it back.",
	ReceiptUnmarked:  "We could not mark these cells in your own file, because it is plain text (.csv) or is built unusually; the list below names each of them by its column and row.",
	ReceiptHeld:      "Your workbook has arrived. Nothing was recorded yet, because there is a question first: please look below.",
	ReceiptRefused:   "Your file has arrived, but it could not be used as it is: please look below for the way out. Nothing that was recorded before has changed.",
	ReceiptCounts:    "What we read",
	ReceiptForm:      "Form",
	ReceiptAnswers:   "Your answers",
	ReceiptRows:      "New rows",
	ReceiptAsSent:    "As we sent it",
	ReceiptDoubts:    "How we understood some cells",
	ReceiptStood:     "What stands there",
	ReceiptReadAs:    "How we read it",
	ReceiptIfWrong:   "If one of these is wrong, correct the cell and send the workbook again.",
	ReceiptMend:      "Please mend, and send the file again",
	ReceiptLook:      "Please look at",
	ReceiptNotes:     "Good to know",
	ReceiptMore:      "and {n} more; the e-mail has them all",

	GuideTitle:         "Field guide",
	GuideSubtitle:      "The forms of Strategic Performance Management",
	GuideStatement:     "What each form is for, who fills it in, and what to write into each field.",
	GuideContents:      "Contents",
	GuideContinued:     "continued",
	GuidePage:          "page {page}",
	GuideCover:         "Cover",
	GuideStep:          "Where it belongs",
	GuideGlance:        "The forms at a glance",
	GuideForm:          "Form",
	GuidePackets:       "Packet",
	GuideComes:         "How it comes",
	GuideInPacket:      "in the packet “{packet}”, {to}, {when}",
	GuideSheets:        "Sheets",
	GuideEachMilestone: "one for each milestone that the unit leads",
	GuideEachGoal:      "one for each goal",
	ToCentre:           "to the central office",
	ToBranch:           "to each division and strand",
	ToLeadUnit:         "to each unit that leads milestones",
	ToUnit:             "to each unit with actions",
	ToAskedUnit:        "to each unit that is asked for its people",
	ToRespondent:       "to each respondent",
	Once:               "once",
	EveryYear:          "every year",
	EveryQuarter:       "every quarter",
	EveryMonth:         "every month",
	GuideSheet:         "Sheet “{sheet}”",
	OnlyDivision:       "For divisions only.",
	OnlyStrand:         "For strands only.",
	OnlyQuarter4:       "In Quarter 4 only.",
	GuideChecksOnly:    "The quality check, see below.",
	GuideGiven:         "Filled in already, in grey: {fields}",
	GuideField:         "Field",
	GuideWrite:         "What to write",
	GuideNeeded:        "Needed",
	GuideExample:       "Example",
	GuideSeeded:        "{n} rows are there from the start.",
	GuideOwnCodes:      "Give each row a short code of your own.",
	GuideSpare:         "There are {n} rows for new entries, with the codes {code} and so on; leave those that you do not need blank.",
	GuideChecks:        "Quality check",
	GuideChecksHow:     "Go through it together when the form is filled in, and note the evidence.",
	KindText:           "A few words.",
	KindLong:           "A sentence or a few; Alt+Enter starts a new line.",
	KindEmail:          "One e-mail address.",
	KindNumber:         "A number.",
	KindPercent:        "A percentage, such as 67%.",
	KindMonth:          "A month, such as October 2026.",
	KindRefs:           "One or several from the list, one a line.",
	KindOwnCode:        "A short code, which stays the same for good.",
	KindCode:           "The code as it is printed.",
	AcrossStrategies:   "A column for each strategy.",
	AcrossUnits:        "A column for each unit.",
	KindChoice:         "One of: {choices}.",
	NeededAlways:       "Yes",
	NeededNot:          "If you can",
	NeededWhen:         "If “{field}” is {answers}",
	NeededAny:          "filled in",
}

// Say is a fixed text in the library's language, its names in braces filled
// in: pairs are names and what stands for them.
func (l *Library) Say(w Word, pairs ...string) string {
	return filled(w.in(l.Language), pairs...)
}

// in is the text in a language; nil is English.
func (w Word) in(t *Language) string {
	text := english[w]
	if t != nil {
		t.say("words", string(w), &text)
	}
	return text
}

// filled puts texts for the names in braces.
func filled(text string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", pairs[i+1])
	}
	return text
}

var numbers = regexp.MustCompile(`\d[\d,.]*\d|\d`)

// Text is a text that spm has made itself, such as "3 of 8", in the library's
// language. Translations have {1}, {2} for its numbers.
func (l *Library) Text(s string) string {
	if l.Language == nil {
		return s
	}
	var found []string
	pattern := numbers.ReplaceAllStringFunc(s, func(n string) string {
		found = append(found, n)
		return "{" + strconv.Itoa(len(found)) + "}"
	})
	text, ok := l.said("computed", pattern)
	if !ok {
		return s
	}
	for i, n := range found {
		text = strings.ReplaceAll(text, "{"+strconv.Itoa(i+1)+"}", n)
	}
	return text
}

// formula is a formula with the texts in it in the library's language.
func (l *Library) formula(s string) string {
	return quotes.ReplaceAllStringFunc(s, func(quoted string) string {
		text := strings.TrimSpace(strings.Trim(quoted, `"`))
		if text == "" {
			return quoted
		}
		return strings.Replace(quoted, text, l.Text(text), 1)
	})
}

// Day writes a day in the library's language.
func (l *Library) Day(d value.Date) string {
	t := l.Language
	if t == nil || t.Day == "" || !d.Valid() {
		return d.Format()
	}
	when := d.Time()
	return filled(t.Day, "day", value.FormatNumber(float64(when.Day())), "month", t.Months[when.Month()-1], "year", when.Format("2006"))
}

// Month writes a month, such as 2026-10, in the library's language.
func (l *Library) Month(m string) string {
	t, d := l.Language, value.Date(m+"-01")
	if t == nil || t.Month == "" || !d.Valid() {
		return value.FormatMonth(m)
	}
	when := d.Time()
	return filled(t.Month, "month", t.Months[when.Month()-1], "year", when.Format("2006"))
}

// ShortMonth is the heading of a month: Oct.
func (l *Library) ShortMonth(m string) string {
	d := value.Date(m + "-01")
	if t := l.Language; t != nil && t.Month != "" && d.Valid() {
		return string([]rune(t.Months[d.Time().Month()-1])[:3])
	}
	return d.Time().Format("Jan")
}

// Locale is the tag of the library's language for workbooks and documents.
func (l *Library) Locale() string {
	if l.Language == nil || l.Language.Locale == "" {
		return "en-US"
	}
	return l.Language.Locale
}

// Months are the names of months in every language, for what is typed in one.
func (l *Library) Months() (all value.Months) {
	for _, t := range l.Languages {
		if len(t.Months) == 12 {
			all = append(all, t.Months)
		}
	}
	return all
}

// Recipient says to whom a packet goes: to each division and strand.
func (l *Library) Recipient(p *Packet) string {
	return l.Say(map[string]Word{"centre": ToCentre, "branch": ToBranch, "lead_unit": ToLeadUnit, "unit": ToUnit, "asked_unit": ToAskedUnit, "respondent": ToRespondent}[p.To])
}

// Frequency says how often a packet goes out: every year.
func (l *Library) Frequency(p *Packet) string {
	return l.Say(map[string]Word{"once": Once, "year": EveryYear, "quarter": EveryQuarter, "month": EveryMonth}[p.Every])
}

// Every is a fixed text in every language of the library, English first.
func (l *Library) Every(w Word, pairs ...string) []string {
	all := []string{filled(english[w], pairs...)}
	for _, t := range l.Languages {
		if s := filled(w.in(t), pairs...); s != all[0] {
			all = append(all, s)
		}
	}
	return all
}
