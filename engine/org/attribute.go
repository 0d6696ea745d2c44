package org

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"spm/engine/value"
)

// Computed lists what forms may show but nobody states: the code of an
// entity, the sentence of a strategy, the text of an item or question, the
// month or quarter of a report, the sides of a dispute, the dates of the
// calendar, and what analyses find.
var Computed = []string{
	"code", "statement", "item", "element", "month", "quarter", "about", "side_a", "side_b", "side_c", "side_d",
	"event_on", "event_what", "event_who",
	"needed_by", "performed_by", "finding", "shared_with", "unit_functions", "unit_positions", "competencies_needed",
	"unit_fit", "unit_milestones", "unit_share", "asked_by",
	"branch_units", "branch_goals", "branch_strategies", "branch_milestones", "branch_actions", "branch_behind", "branch_complete", "lead_division",
	"rating_of", "rating_median", "rating_flag", "rating_spread", "element_rated", "element_mean", "element_lowest",
	"milestone_share", "milestone_forecast", "month_status", "reporting_rate", "month_report",
	"month_on_schedule", "month_behind", "month_complete", "month_at_risk", "month_help",
	"quarter_on_schedule", "quarter_behind", "quarter_complete", "quarter_reports", "last_answer", "leader_answer",
	"carried_to", "last_status",
}

// Attribute describes one attribute of a kind.
type Attribute struct {
	Kind   Kind
	Name   string
	Yearly bool // a value for each school year
}

// Attributes lists every attribute of the model, kind by kind in the order of
// the structs. It is the list that forms are checked against.
func Attributes() (all []Attribute) {
	for _, k := range kinds {
		for _, f := range attrs[k.kind].order {
			all = append(all, Attribute{Kind: k.kind, Name: f.name, Yearly: f.yearly})
		}
	}
	return all
}

type attr struct {
	name   string
	index  []int // of the struct field
	yearly bool
}

type attrList struct {
	order  []attr
	byName map[string]attr
}

// attrs holds the tags of every kind, read once.
var attrs = func() map[Kind]attrList {
	m := map[Kind]attrList{}
	root := reflect.TypeFor[Organization]()
	for _, k := range kinds {
		f, ok := root.FieldByName(k.slice)
		if !ok {
			panic("org: Organization has no field " + k.slice)
		}
		t := f.Type
		if t.Kind() == reflect.Slice {
			t = t.Elem().Elem()
		}
		list := attrList{byName: map[string]attr{}}
		list.read(t, nil)
		m[k.kind] = list
	}
	return m
}()

func (l *attrList) read(t reflect.Type, at []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(at), i)
		if f.Anonymous && f.Type != reflect.TypeFor[Entity]() {
			l.read(f.Type, index)
			continue
		}
		if name := f.Tag.Get("attr"); name != "" {
			a := attr{name: name, index: index, yearly: f.Type.Kind() == reflect.Map}
			l.order, l.byName[name] = append(l.order, a), a
		}
	}
}

// Subject is what a statement is about: an attribute of an entity, for a
// period where the entity or the attribute has periods.
type Subject struct {
	Kind   Kind   `json:"kind"`
	Key    string `json:"key"`
	Attr   string `json:"attr"`
	Period string `json:"period,omitempty"`
}

// String is the subject as people may type it: HR/S1.1-I1 target 2026-27.
func (s Subject) String() string {
	return strings.TrimSpace(strings.Join([]string{s.Key, s.Attr, s.Period}, " "))
}

// Instance is the entity of the subject: its kind, key and, for periodic
// kinds, period.
func (s Subject) Instance() Subject {
	s.Attr = ""
	if !Periodic(s.Kind) {
		s.Period = ""
	}
	return s
}

// Ensure returns the entity of a subject and makes it where the organization
// lacks it. An unknown kind is an error.
func (b *Builder) Ensure(s Subject) error {
	_, err := b.instance(s)
	return err
}

// Set gives an attribute its value. An attribute the model lacks is an error
// of the program: forms are checked when they are loaded.
func (b *Builder) Set(s Subject, v value.Value) error {
	e, err := b.instance(s)
	if err != nil {
		return err
	}
	if name, ok := strings.CutPrefix(s.Attr, "other."); ok {
		other := e.Addr().Interface().(interface{ entity() *Entity }).entity()
		if other.Other == nil {
			other.Other = map[string]value.Value{}
		}
		other.Other[name] = v
		return nil
	}
	a, ok := attrs[s.Kind].byName[s.Attr]
	if !ok {
		return fmt.Errorf("the model has no attribute %s of %s", s.Attr, s.Kind)
	}
	e.Addr().Interface().(interface{ entity() *Entity }).entity().reason(s, v)
	set(e.FieldByIndex(a.index), s.Period, v)
	return nil
}

// inEntity is the attribute of a subject, with the school year where the
// attribute has one: target 2026-27.
func (s Subject) inEntity() string {
	if Periodic(s.Kind) || s.Period == "" {
		return s.Attr
	}
	return s.Attr + " " + s.Period
}

// reason remembers why there is no answer, or forgets it.
func (e *Entity) reason(s Subject, v value.Value) {
	name := s.inEntity()
	if v.Reason == "" {
		delete(e.Reasons, name)
		return
	}
	if e.Reasons == nil {
		e.Reasons = map[string]value.Value{}
	}
	e.Reasons[name] = v
}

// Reasons are the values of an organization that say why there is no answer.
func (o *Organization) Reasons() map[Subject]value.Value {
	all := map[Subject]value.Value{}
	add := func(k Kind, e *Entity) {
		for name, v := range e.Reasons {
			attr, year, _ := strings.Cut(name, " ")
			all[Subject{Kind: k, Key: e.Key, Attr: attr, Period: e.Period + year}] = v
		}
	}
	add(KindOrganization, &o.Profile.Entity)
	root := reflect.ValueOf(o).Elem()
	for _, k := range kinds {
		slice := root.FieldByName(k.slice)
		if slice.Kind() != reflect.Slice {
			continue
		}
		for n := range slice.Len() {
			add(k.kind, slice.Index(n).Interface().(interface{ entity() *Entity }).entity())
		}
	}
	return all
}

// Get is the value of an attribute, blank where it has none.
func (b *Builder) Get(s Subject) value.Value {
	e, ok := b.index[s.Instance()]
	if !ok {
		return value.Value{}
	}
	if name, ok := strings.CutPrefix(s.Attr, "other."); ok {
		return e.Addr().Interface().(interface{ entity() *Entity }).entity().Other[name]
	}
	a, ok := attrs[s.Kind].byName[s.Attr]
	if !ok {
		return value.Value{}
	}
	if v, ok := e.Addr().Interface().(interface{ entity() *Entity }).entity().Reasons[s.inEntity()]; ok {
		return v
	}
	return get(e.FieldByIndex(a.index), s.Period)
}

// Builder fills an Organization statement by statement.
type Builder struct {
	org   *Organization
	index map[Subject]reflect.Value // by instance
}

// NewBuilder starts an empty organization.
func NewBuilder() *Builder {
	o := &Organization{}
	b := &Builder{org: o, index: map[Subject]reflect.Value{}}
	b.index[Subject{Kind: KindOrganization}] = reflect.ValueOf(&o.Profile).Elem()
	return b
}

func (b *Builder) instance(s Subject) (reflect.Value, error) {
	id := s.Instance()
	if e, ok := b.index[id]; ok {
		return e, nil
	}
	for _, k := range kinds {
		if k.kind != s.Kind || k.kind == KindOrganization {
			continue
		}
		slice := reflect.ValueOf(b.org).Elem().FieldByName(k.slice)
		e := reflect.New(slice.Type().Elem().Elem())
		id := e.Interface().(interface{ entity() *Entity }).entity()
		id.Key, id.Period = s.Key, s.Instance().Period
		slice.Set(reflect.Append(slice, e))
		b.index[s.Instance()] = e.Elem()
		parents(s.Kind, e.Elem())
		return e.Elem(), nil
	}
	return reflect.Value{}, fmt.Errorf("the model has no kind %q", s.Kind)
}

// parents gives a new entity the parent that its code names, and a milestone
// its year. A statement of its own may still say otherwise.
func parents(k Kind, e reflect.Value) {
	key := e.Addr().Interface().(interface{ entity() *Entity }).entity().Key
	if a, ok := attrs[k].byName[string(infoOf(k).parent)]; ok {
		set(e.FieldByIndex(a.index), "", value.OfText(ParentKey(key)))
	}
	if a, ok := attrs[k].byName["year"]; ok && k == KindMilestone {
		set(e.FieldByIndex(a.index), "", value.OfText(YearOf(key)))
	}
}

// Organization is what has been built, its entities in the order of their codes.
func (b *Builder) Organization() *Organization {
	o := reflect.ValueOf(b.org).Elem()
	for _, k := range kinds {
		if slice := o.FieldByName(k.slice); slice.Kind() == reflect.Slice {
			sortEntities(slice)
		}
	}
	return b.org
}

func sortEntities(slice reflect.Value) {
	n := slice.Len()
	order := make([]reflect.Value, n)
	for i := range n {
		order[i] = reflect.ValueOf(slice.Index(i).Interface())
	}
	id := func(v reflect.Value) *Entity { return v.Interface().(interface{ entity() *Entity }).entity() }
	slices.SortStableFunc(order, func(x, y reflect.Value) int {
		if c := CompareCodes(id(x).Key, id(y).Key); c != 0 {
			return c
		}
		return strings.Compare(id(x).Period, id(y).Period)
	})
	for i, v := range order {
		slice.Index(i).Set(v)
	}
}

func set(f reflect.Value, period string, v value.Value) {
	if f.Kind() == reflect.Map {
		if f.IsNil() {
			f.Set(reflect.MakeMap(f.Type()))
		}
		e := reflect.New(f.Type().Elem()).Elem()
		set(e, "", v)
		f.SetMapIndex(reflect.ValueOf(period), e)
		return
	}
	switch f.Interface().(type) {
	case value.Value:
		f.Set(reflect.ValueOf(v))
	case []string:
		f.Set(reflect.ValueOf(items(v)))
	case float64:
		f.SetFloat(v.Number)
	default: // string and value.Date
		f.SetString(text(v))
	}
}

func get(f reflect.Value, period string) value.Value {
	if f.Kind() == reflect.Map {
		e := f.MapIndex(reflect.ValueOf(period))
		if !e.IsValid() {
			return value.Value{}
		}
		return get(e, "")
	}
	switch x := f.Interface().(type) {
	case value.Value:
		return x
	case []string:
		return value.Value{Type: value.List, Items: x}
	case float64:
		if x == 0 {
			return value.Value{}
		}
		return value.OfNumber(x)
	case value.Date:
		return value.OfDate(x)
	default:
		return value.OfText(f.String())
	}
}

// Unknown marks a name that nobody knows where a key is expected.
const Unknown = "?"

func items(v value.Value) []string {
	all := slices.Clone(v.Items)
	for _, name := range v.Free {
		all = append(all, Unknown+name)
	}
	if len(all) == 0 && v.Text != "" {
		all = []string{v.Text}
	}
	return all
}

func text(v value.Value) string {
	switch {
	case v.Text == "" && len(v.Free) > 0:
		return Unknown + v.Free[0]
	case v.Text == "" && len(v.Items) > 0:
		return strings.Join(v.Items, "\n")
	case v.Text == "" && v.Numeric:
		return value.FormatNumber(v.Number)
	}
	return v.Text
}

// Keys are the keys of the entities of a kind, in the order of their codes; of
// a kind that is reported for a period those of that period.
func (o *Organization) Keys(k Kind, period string) (keys []string) {
	slice := reflect.ValueOf(o).Elem().FieldByName(infoOf(k).slice)
	if slice.Kind() != reflect.Slice {
		return nil
	}
	for n := range slice.Len() {
		if e := slice.Index(n).Interface().(interface{ entity() *Entity }).entity(); !Periodic(k) || e.Period == period {
			keys = append(keys, e.Key)
		}
	}
	return keys
}
