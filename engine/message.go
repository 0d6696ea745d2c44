package engine

import (
	"cmp"
	"strings"

	"spm/engine/form"
	"spm/engine/packet"
)

// message is the text of the e-mail that goes with a workbook, in the
// recipient's language.
func message(lib *form.Library, p *packet.Packet, file string, news []newForm) string {
	title := lib.TitleOf(p.Kind, p.Title)
	about := title
	if p.Organization != "" { // the setup workbook asks its name
		about = p.Organization + ": " + title
	}
	switch {
	case p.Period != "":
		about += ", " + lib.Month(p.Period)
	case p.Year != "":
		about += " " + p.Year
	}
	back := lib.Say(form.MailReturn, "day", lib.Day(p.Due), "address", p.ReturnTo)
	if p.ReturnTo == "" {
		back = lib.Say(form.ReturnBy, "day", lib.Day(p.Due)) + "."
	}
	if p.Contact != "" {
		back += " " + lib.Say(form.MailQuestions, "contact", p.Contact)
	}
	parts := []string{
		strings.TrimSpace(lib.Say(form.MailTo, "address", p.To.Email)) + "\n" + lib.Say(form.MailSubject, "subject", about) + "\n" + lib.Say(form.MailAttachment, "file", file),
		lib.Say(form.MailDear, "name", cmp.Or(p.To.Person, p.To.Name)),
		lib.Say(form.MailAttached, "title", title, "name", p.To.Name) + "\n" + lib.Say(form.MailFill),
	}
	for _, n := range news {
		said := lib.Say(form.MailNewForm, "form", n.form)
		if n.answered {
			said += " " + lib.Say(form.MailAnswersKept)
		}
		if len(n.questions) > 0 {
			said += " " + lib.Say(form.MailNewAsked, "questions", quoted(n.questions))
		}
		parts = append(parts, said)
	}
	return strings.Join(append(parts, back, lib.Say(form.MailThanks)), "\n\n") + "\n"
}
