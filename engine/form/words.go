package form

import (
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

	BlankForm      Word = "blank_form"
	IssueNo        Word = "issue"
	MailTo         Word = "mail_to"
	MailSubject    Word = "mail_subject"
	MailAttachment Word = "mail_attachment"
	MailDear       Word = "mail_dear"
	MailAttached   Word = "mail_attached"
	MailFill       Word = "mail_fill"
	MailReturn     Word = "mail_return"
	MailQuestions  Word = "mail_questions"
	MailThanks     Word = "mail_thanks"
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

	BlankForm:      "blank", // in the name of a file
	IssueNo:        "(issue {n})",
	MailTo:         "To: {address}",
	MailSubject:    "Subject: {subject}",
	MailAttachment: "Attachment: {file}",
	MailDear:       "Dear {name},",
	MailAttached:   "Attached is the workbook “{title}” for {name}. What we know already is filled in; the yellow cells are yours.",
	MailFill:       "Please fill it in with any spreadsheet program and keep the codes in the first columns as they are. You may add rows, notes and sheets of your own.",
	MailReturn:     "Please send it back by {day} to {address}.",
	MailQuestions:  "Questions: {contact}.",
	MailThanks:     "Thank you.",
}

// Say is a fixed text in the library's language, its names in braces filled
// in: pairs are names and what stands for them.
func (l *Library) Say(w Word, pairs ...string) string {
	text := english[w]
	if p, ok := l.said("words", string(w)); ok {
		text = p
	}
	return filled(text, pairs...)
}

// filled puts texts for the names in braces.
func filled(text string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", pairs[i+1])
	}
	return text
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

// Every is a fixed text in every language of the library, English first.
func (l *Library) Every(w Word, pairs ...string) []string {
	all := []string{filled(english[w], pairs...)}
	for _, t := range l.Languages {
		if p, ok := t.texts[textID{"words", string(w)}]; ok {
			all = append(all, filled(p.Text, pairs...))
		}
	}
	return all
}
