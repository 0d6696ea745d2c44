package engine

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/packet"
	"spm/engine/value"
	"spm/engine/workbook"
	"spm/engine/workspace"
)

// GenerateOptions say which workbooks are wanted.
type GenerateOptions struct {
	Packet   string // id of packets.yaml; empty: every packet that can go out now
	For      string // code or name of one recipient; empty: everybody
	Month    string // of monthly packets, or one in the quarter of a quarterly packet, 2026-10; empty: the month of Day
	Year     string // of packets of a year, 2027-28; empty: that of Day
	Blank    bool   // the empty guidebook forms
	Language string // of blank forms; empty: as the setup says
	Day      value.Date
	Progress func(done, total int, name string)
}

// Issued is a workbook in the outbox.
type Issued struct {
	File   string     `json:"file"`
	Packet string     `json:"packet"`
	Code   string     `json:"code,omitempty"`
	To     packet.To  `json:"to"`
	Due    value.Date `json:"due,omitempty"`
	New    bool       `json:"new"` // false: the plan has not changed since it was issued, the file is the same
}

// Generate writes workbooks, pre-filled with all that the model knows, into
// the outbox, with a mailing list and a message for each recipient. Running it
// again gives the same files unless the model has changed.
func (e *Engine) Generate(o GenerateOptions) ([]Issued, finding.List, error) {
	s, err := e.StateOn(o.Day)
	if err != nil {
		return nil, nil, err
	}
	kinds, findings := e.packets(o.Packet)
	if len(findings) > 0 {
		return nil, findings, nil
	}
	if o.Blank {
		if o.Language != "" {
			if o.Language, err = e.Library.Speaks(o.Language); err != nil {
				return nil, nil, err
			}
		}
		return e.blanks(s, kinds, o)
	}
	earlier, err := e.store.Packets()
	if err != nil {
		return nil, nil, err
	}
	if findings := e.renamed(earlier); findings != nil {
		return nil, findings, nil
	}
	g := generator{Engine: e, GenerateOptions: o, state: s, source: e.source(s), earlier: earlier, returned: map[string]bool{}}
	if err := g.remember(); err != nil {
		return nil, nil, err
	}
	if o.Year != "" {
		if g.year = s.Org.YearNumber(o.Year); g.year == 0 {
			return nil, finding.List{yearUnknown(s.Org, o.Year)}, nil
		}
		if o.Packet != "" && kinds[0].Every != "year" {
			return nil, nil, fmt.Errorf("the packet %s is not one of a year; leave --year out, or name a month with --period", kinds[0].ID)
		}
	}
	for _, p := range kinds {
		if p.To != "centre" {
			if missing := needSetup(s); missing != nil {
				if o.Packet != "" {
					g.findings.Add(missing...)
				}
				continue
			}
		}
		if err := g.packet(p); err != nil {
			return g.issued, g.findings, err
		}
	}
	return g.issued, g.findings, nil
}

// packets are the declared packets, or the one that is named.
func (e *Engine) packets(id string) ([]*form.Packet, finding.List) {
	if id == "" {
		return e.Library.Packets, nil
	}
	var known []string
	for _, p := range e.Library.Packets {
		if strings.EqualFold(p.ID, id) || value.Fold(p.Title) == value.Fold(id) {
			return []*form.Packet{p}, nil
		}
		known = append(known, p.ID)
	}
	return nil, finding.List{finding.New("PKT-13", finding.Location{}, "name", id, "known", strings.Join(known, ", "))}
}

type generator struct {
	*Engine
	GenerateOptions
	state    *State
	source   issue.Source
	year     int              // of the plan, where one was named
	earlier  []*packet.Packet // without their sheets
	returned map[string]bool  // codes of packets that came back and were recorded
	issued   []Issued
	findings finding.List
}

// packet issues one kind of packet to everybody who gets it.
func (g *generator) packet(p *form.Packet) error {
	when := g.source.WhenYear(p, g.Month, g.year, g.Day)
	if g.outside(when.First) || g.year > 0 && p.Every != "year" {
		return nil
	}
	if err := g.lookBack(when); err != nil {
		return err
	}
	var all []packet.To
	recipients := g.source.Recipients(p, when.Year)
	for _, to := range recipients {
		if g.For == "" || strings.EqualFold(to.Key, g.For) || value.Fold(to.Name) == value.Fold(g.For) {
			all = append(all, to)
		}
	}
	if len(all) == 0 {
		if g.Packet != "" {
			g.findings.Add(g.nobody(p)...)
		}
		return nil
	}
	folder := g.folder(p, when)
	var packets []*packet.Packet
	var list []Issued
	for _, to := range all {
		to = g.addressed(to)
		x, isNew, err := g.issue(when, to)
		if err != nil {
			return err
		}
		file := fileName(g.Library.For(x.Setting), x, namesake(to, recipients))
		packets = append(packets, x)
		list = append(list, Issued{File: workspace.Outbox + "/" + folder + "/" + file, Packet: p.ID, Code: x.Code, To: to, Due: x.Due, New: isNew})
	}
	books, err := g.books(packets, list)
	if err != nil {
		return err
	}
	// First they are kept: a workbook in the outbox may be sent at once, and
	// must be known when it comes back.
	if err := g.keep(packets); err != nil {
		return err
	}
	for n, data := range books {
		if _, err := g.Workspace.Write(data, list[n].File); err != nil {
			return err
		}
	}
	g.issued = append(g.issued, list...)
	return g.mail(folder, packets, list)
}

// addressed gives a recipient without an e-mail address that of the next who can
// hand the workbook on, and says so: a leader was replaced by somebody whom the
// list of people does not know.
func (g *generator) addressed(to packet.To) packet.To {
	if to.Email != "" || to.Role == string(ledger.Centre) {
		return to
	}
	whose := "the central office"
	to.Email = g.state.Org.Profile.ReturnTo
	if u := g.state.Org.Unit(to.Key); u != nil && to.Role == string(ledger.Unit) {
		if b := g.state.Org.Branch(u.Branch); b != nil && b.Email != "" {
			whose, to.Email = b.Name, b.Email
		}
	}
	g.findings.Add(finding.New("PKT-40", finding.Location{}, "name", to.Name, "person", cmp.Or(to.Person, "its leader"), "address", cmp.Or(to.Email, "nobody"), "whose", whose))
	return to
}

// books writes the workbooks of packets, as many at a time as there are cores,
// and tells of each in its turn.
func (g *generator) books(packets []*packet.Packet, list []Issued) ([][]byte, error) {
	books, failed := make([][]byte, len(packets)), make([]error, len(packets))
	done := make([]chan struct{}, len(packets))
	next := make(chan int, len(packets))
	for n := range packets {
		done[n] = make(chan struct{})
		next <- n
	}
	close(next)
	for range min(runtime.GOMAXPROCS(0), len(packets)) {
		go func() {
			for n := range next {
				books[n], failed[n] = workbook.Write(g.Library.For(packets[n].Setting), packets[n])
				close(done[n])
			}
		}()
	}
	for n := range packets {
		<-done[n]
		if failed[n] != nil {
			return nil, fmt.Errorf("writing the workbook %s for %s: %w", list[n].Packet, list[n].To.Name, failed[n])
		}
		if g.Progress != nil {
			g.Progress(n+1, len(packets), path.Base(list[n].File))
		}
	}
	return books, nil
}

// lookBack fills a packet from the plan as it was in its month or quarter: a
// report of October shows the names of October.
func (g *generator) lookBack(when issue.Request) error {
	g.source = g.Engine.source(g.state)
	last := g.source.Closing(when)
	if last == "" {
		return nil
	}
	then, err := g.At(g.state, last)
	if err != nil {
		return err
	}
	g.source = g.Engine.source(then)
	g.source.Today = g.state.Org
	return nil
}

// outside tells that the months of a packet lie before the plan; whoever has
// named one is told.
func (g *generator) outside(first value.Date) bool {
	start := g.state.Org.Profile.PlanStart
	month := first.Month()
	if month == "" || !start.Valid() || month >= start.Month() {
		return false
	}
	if g.Packet != "" {
		g.findings.Add(finding.New("PKT-16", finding.Location{}, "month", value.FormatMonth(month), "start", start.Format(), "example", start.Month()))
	}
	return true
}

// renamed tells that the workspace had another name when its last packet went out.
func (e *Engine) renamed(packets []*packet.Packet) finding.List {
	if len(packets) == 0 {
		return nil
	}
	last, name := packets[len(packets)-1], e.Workspace.Settings.Name
	if last.Code == packet.CodeOf(name, last.Kind, last.To.Key, cmp.Or(last.Period, last.Year), last.Issue) {
		return nil
	}
	return finding.List{finding.New("PKT-15", finding.Location{File: workspace.SettingsFile}, "name", name)}
}

// namesake tells that another recipient's files would have the same name.
func namesake(to packet.To, all []packet.To) bool {
	same := func(x packet.To) bool {
		return x.Key != to.Key && strings.EqualFold(workspace.SafeName(x.Name), workspace.SafeName(to.Name))
	}
	return slices.ContainsFunc(all, same)
}

// issue makes a packet, or finds the one that was issued when nothing has
// changed since.
func (g *generator) issue(r issue.Request, to packet.To) (x *packet.Packet, isNew bool, err error) {
	r.To, r.Issue = to, 1
	if r.Again, err = g.again(r, to); err != nil {
		return nil, false, err
	}
	x, err = g.source.Issue(r)
	if err != nil {
		return nil, false, err
	}
	last, ok, err := g.store.Latest(x.Stream())
	if err != nil {
		return nil, false, err
	}
	if !ok {
		x, err = g.free(r, x)
		return x, true, err
	}
	r.Issue, r.Day = last.Issue, last.Issued
	if same, err := g.source.Issue(r); err != nil || same.Equal(last) {
		return last, false, err
	}
	r.Issue, r.Day = last.Issue+1, g.Day
	if x, err = g.source.Issue(r); err == nil {
		x, err = g.free(r, x)
	}
	return x, true, err
}

// free counts issues on while the code of a packet is another's already: six
// letters can meet by chance.
func (g *generator) free(r issue.Request, x *packet.Packet) (*packet.Packet, error) {
	for {
		_, taken, err := g.store.Packet(x.Code)
		if err != nil || !taken {
			return x, err
		}
		r.Issue++
		if x, err = g.source.Issue(r); err != nil {
			return nil, err
		}
	}
}

// nobody says why a packet has no recipient, and what comes first.
func (g *generator) nobody(p *form.Packet) finding.List {
	if g.For != "" {
		if _, _, unknown := g.branchOrUnit(g.state, g.For); unknown != nil {
			return unknown
		}
	}
	todo := map[string]string{
		"branch":     "Name the divisions and strands in the setup workbook",
		"lead_unit":  "Ingest the operations workbooks with attachment L first; it names the lead units",
		"unit":       "Ingest the action plans first; they name the actions",
		"asked_unit": "Ingest the operations workbooks with attachment M first; its requests name the units that are asked",
		"respondent": "Name who answers the self-assessment in the setup workbook, sheet Setup Task Forces",
	}[p.To]
	if first := map[string]string{
		"strategy":   "Ingest the direction workbooks first; attachment E names the strategies",
		"action":     "Ingest the action plans first; they name the actions",
		"assessment": "Ingest the self-assessments of the respondents first",
	}[p.Needs]; first != "" {
		todo = first
	}
	if g.For != "" {
		todo = "Look at the code after --for: it is known, but it does not get this packet"
	}
	return finding.List{finding.New("PKT-12", finding.Location{}, "packet", p.Title, "todo", todo)}
}

// folder is the place of a packet in the outbox.
func (g *generator) folder(p *form.Packet, when issue.Request) string {
	if p.Every == "once" {
		return p.ID
	}
	return p.ID + " " + cmp.Or(when.Month, when.Quarter, g.state.Org.SchoolYear(when.Year))
}

func fileName(lib *form.Library, p *packet.Packet, namesake bool) string {
	title := lib.TitleOf(p.Kind, p.Title)
	name := title
	switch {
	case namesake:
		name = p.To.Name + " (" + p.To.Key + ") - " + title
	case p.To.Key != "":
		name = p.To.Name + " - " + title
	}
	if period := p.Period; period != "" {
		name += " " + lib.Month(period)
	} else if p.Year != "" {
		name += " " + p.Year
	}
	if p.Issue > 1 {
		name += " " + lib.Say(form.IssueNo, "n", strconv.Itoa(p.Issue))
	}
	return workspace.SafeName(name) + ".xlsx"
}

// mail writes the mailing list of a folder, and a message for each recipient.
func (g *generator) mail(folder string, packets []*packet.Packet, issued []Issued) error {
	var list strings.Builder
	w := csv.NewWriter(&list)
	rows := [][]string{{"file", "recipient", "person", "e-mail", "due date"}}
	for n, p := range packets {
		file := path.Base(issued[n].File)
		rows = append(rows, []string{csvText(file), csvText(p.To.Name), csvText(p.To.Person), csvText(p.To.Email), string(p.Due)})
		name := strings.TrimSuffix(file, ".xlsx") + ".txt"
		var forms []string
		for _, s := range p.Sheets {
			forms = append(forms, s.Form)
		}
		before, err := g.before(p.Stream(), forms)
		if err != nil {
			return err
		}
		news, err := g.newForms(p, before, g.returned)
		if err != nil {
			return err
		}
		if _, err := g.Workspace.Write([]byte(value.Visible(message(g.Library.For(p.Setting), p, file, news))), workspace.Outbox, folder, "messages", name); err != nil {
			return err
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	// The mark at the beginning tells Excel that the names are UTF-8.
	name := "mailing list.csv"
	if g.For != "" {
		name = "mailing list " + workspace.SafeName(packets[0].To.Name) + ".csv"
	}
	_, err := g.Workspace.Write([]byte("\ufeff"+list.String()), workspace.Outbox, folder, name)
	return err
}

// csvText keeps a spreadsheet program from taking a text for a formula.
func csvText(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("=+-@\t\r＝＋－＠", first) { // the wide ones are made narrow by some
		return "'" + s
	}
	return value.Visible(s)
}

// blanks prints the empty guidebook forms, one workbook a packet.
func (e *Engine) blanks(s *State, kinds []*form.Packet, o GenerateOptions) (list []Issued, findings finding.List, err error) {
	for _, p := range kinds {
		if p.ID == decisions || !e.Library.Asks(p) {
			continue // there is nothing to decide, or to write by hand, in an empty one
		}
		role := map[string]string{"centre": "centre", "branch": "branch"}[p.To]
		if role == "" {
			role = "unit"
		}
		x, err := e.source(s).Issue(issue.Request{Packet: p, To: packet.To{Role: role}, Language: o.Language, Year: max(s.Org.YearOn(o.Day), 1), Day: o.Day, Blank: true})
		if err != nil {
			return list, nil, err
		}
		data, err := workbook.Write(e.Library.For(x.Setting), x)
		if err != nil {
			return list, nil, fmt.Errorf("writing the blank workbook %s: %w", p.ID, err)
		}
		if err := e.keepForms(x); err != nil {
			return list, nil, err
		}
		lib := e.Library.For(x.Setting)
		file := workspace.SafeName(lib.TitleOf(p.ID, p.Title)+" - "+lib.Say(form.BlankForm)) + ".xlsx"
		if _, err := e.Workspace.Write(data, workspace.Outbox, "blank", file); err != nil {
			return list, nil, err
		}
		list = append(list, Issued{File: workspace.Outbox + "/blank/" + file, Packet: p.ID, New: true})
	}
	return list, nil, nil
}
