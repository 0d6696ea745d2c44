package org

import (
	"fmt"
	"strconv"
	"strings"

	"spm/engine/value"
)

// SchoolYear is the label of the plan's year n, counted from 1: 2026-27.
func (o *Organization) SchoolYear(n int) string {
	if !o.Profile.PlanStart.Valid() {
		return ""
	}
	return schoolYear(o.Profile.PlanStart.Time().Year() + n - 1)
}

// schoolYear is the label of the one that begins in a year.
func schoolYear(y int) string { return fmt.Sprintf("%d-%02d", y, (y+1)%100) }

// YearNumber is the number of a school year, 1 for the first; 0 where it is
// none of the plan.
func (o *Organization) YearNumber(label string) int {
	for n := 1; n <= 30; n++ {
		if o.SchoolYear(n) == label && label != "" {
			return n
		}
	}
	return 0
}

// YearOn is the number of the year that a day lies in; days before the plan
// begins belong to Year 1.
func (o *Organization) YearOn(day value.Date) int {
	start := o.Profile.PlanStart
	if !start.Valid() || day < start {
		return 1
	}
	n := 1
	for value.DateOf(start.Time().AddDate(n, 0, 0)) <= day {
		n++
	}
	return n
}

// YearSpan is the first and the last day of the plan's year n.
func (o *Organization) YearSpan(n int) (first, last value.Date) {
	start := o.Profile.PlanStart
	if !start.Valid() {
		return "", ""
	}
	first = value.DateOf(start.Time().AddDate(n-1, 0, 0))
	return first, value.DateOf(start.Time().AddDate(n, 0, -1))
}

// Months lists the twelve months of the plan's year n, as 2026-07.
func (o *Organization) Months(n int) (months []string) {
	first, _ := o.YearSpan(n)
	if first == "" {
		return nil
	}
	for i := range 12 {
		months = append(months, value.DateOf(first.Time().AddDate(0, i, 0)).Month())
	}
	return months
}

// QuarterLabel is the label of quarter q, from 1 to 4, of the plan's year n:
// 2026-27 Q1. A plan year's first quarter is its first three months.
func (o *Organization) QuarterLabel(n, q int) string {
	year := o.SchoolYear(n)
	if year == "" || q < 1 || q > 4 {
		return ""
	}
	return fmt.Sprintf("%s Q%d", year, q)
}

// QuarterOn is the label of the quarter that a day lies in; days before the
// plan begins belong to its first quarter.
func (o *Organization) QuarterOn(day value.Date) string {
	n := o.YearOn(day)
	for q := 4; q > 1; q-- {
		if first, _ := o.quarterSpan(n, q); first != "" && day >= first {
			return o.QuarterLabel(n, q)
		}
	}
	return o.QuarterLabel(n, 1)
}

// QuarterMonths lists the three months of a quarter, as 2026-07; none for a
// label that is no quarter of the plan.
func (o *Organization) QuarterMonths(label string) []string {
	n, q := o.Quarter(label)
	months := o.Months(n)
	if q == 0 || len(months) == 0 {
		return nil
	}
	return months[3*(q-1) : 3*q]
}

// QuarterSpan is the first and the last day of a quarter.
func (o *Organization) QuarterSpan(label string) (first, last value.Date) {
	n, q := o.Quarter(label)
	if q == 0 {
		return "", ""
	}
	return o.quarterSpan(n, q)
}

func (o *Organization) quarterSpan(n, q int) (first, last value.Date) {
	year, _ := o.YearSpan(n)
	if year == "" {
		return "", ""
	}
	start := year.Time()
	return value.DateOf(start.AddDate(0, 3*(q-1), 0)), value.DateOf(start.AddDate(0, 3*q, -1))
}

// Quarter parts the label of a quarter into the number of its year and its
// own, from 1 to 4; both are 0 where it is no quarter of the plan.
func (o *Organization) Quarter(label string) (year, quarter int) {
	name, digit, ok := strings.Cut(label, " Q")
	if !ok || len(digit) != 1 || digit < "1" || digit > "4" {
		return 0, 0
	}
	if year = o.YearNumber(name); year == 0 {
		return 0, 0
	}
	return year, int(digit[0] - '0')
}

// RecipientsIn are those who receive the annual report of the plan's year n,
// and the school year whose list it is: a year without a list of its own has
// that of the year before.
func (o *Organization) RecipientsIn(n int) (names []string, year string) {
	for ; n > 0; n-- {
		year = o.SchoolYear(n)
		if names = o.Profile.Recipients[year]; len(names) > 0 {
			return names, year
		}
	}
	return nil, ""
}

// Adopted tells whether the plan of the plan's year n has been adopted. That of
// Year 1 is the plan that the setup speaks of.
func (o *Organization) Adopted(n int) bool {
	if n <= 1 {
		return o.Profile.PlanStatus == "adopted"
	}
	return o.Profile.Adopted[o.SchoolYear(n)].Valid()
}

// Begun tells whether the plan's year n is a year of work on a day: it has
// come, or the central office has started it.
func (o *Organization) Begun(n int, day value.Date) bool {
	return o.Profile.Started[o.SchoolYear(n)] != "" || o.YearOn(day) >= n
}

// Unfinished are the actions of the plan's year n that nobody has reported as
// complete or stopped.
func (o *Organization) Unfinished(n int) []*Action {
	done := map[string]bool{}
	for _, s := range o.Statuses {
		if s.Status == "complete" || s.Status == "stopped" {
			done[s.Key] = true
		}
	}
	year := map[string]int{}
	for _, m := range o.Milestones {
		if m.Dropped == "" {
			year[m.Key] = PlanYear(m.Year)
		}
	}
	return Where(o.Actions, func(a *Action) bool { return year[a.Milestone] == n && !done[a.Key] && a.Dropped == "" && a.Text != "" })
}

// PlanYear turns y1 into 1; 0 where it is no year.
func PlanYear(y string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(strings.ToLower(y), "y"))
	if err != nil {
		return 0
	}
	return n
}

// YearsLater are the words by which a field names a year counted from that of
// its packet.
var YearsLater = map[string]int{"this": 0, "next": 1, "after": 2}

// Moved is what was said of a period, y2 or 2027-28, where a field was declared
// for one period and is for another now.
func Moved(period, was, now string) string {
	if was == now {
		return period
	}
	if was == "" && PlanYear(now) > 0 {
		return now
	}
	by := PlanYear(now) - PlanYear(was)
	if PlanYear(was) == 0 || PlanYear(now) == 0 {
		x, before := YearsLater[was]
		y, after := YearsLater[now]
		if !before || !after {
			return period // one is counted from the plan and the other from a packet
		}
		by = y - x
	}
	if n := PlanYear(period); n > 0 {
		return fmt.Sprintf("y%d", n+by)
	}
	if first, err := strconv.Atoi(strings.SplitN(period, "-", 2)[0]); err == nil && schoolYear(first) == period {
		return schoolYear(first + by)
	}
	return period
}
