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
	y := o.Profile.PlanStart.Time().Year() + n - 1
	return fmt.Sprintf("%d-%02d", y, (y+1)%100)
}

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

// PlanYear turns y1 into 1; 0 where it is no year.
func PlanYear(y string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(strings.ToLower(y), "y"))
	if err != nil {
		return 0
	}
	return n
}
