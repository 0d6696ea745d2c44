package issue

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"spm/engine/org"
)

// What the self-assessment shows of all respondents (guidebook section 9.1).
// Ratings are 1 to 4; 0 stands for none.

// ratingOf is a respondent's rating of an indicator, by the key of the indicator.
func (i *issuer) ratingOf(respondent, indicator string) int {
	s := org.Subject{Kind: "assessment", Key: org.Join(respondent, indicator), Attr: "rating", Period: i.packet.Year}
	n, _ := strconv.Atoi(i.Facts[s].Value.Text) // a blank is no rating
	return n
}

func (i *issuer) ratingWord(n float64) string {
	if n == 0 {
		return ""
	}
	if n != float64(int(n)) {
		return strconv.FormatFloat(n, 'f', 1, 64) // between two words
	}
	return i.Library.Lists["rating"].Label(strconv.Itoa(int(n)))
}

// ratings are those that an indicator was given, the lowest first.
func (i *issuer) ratings(indicator string) (all []int) {
	for _, r := range i.Org.Respondents {
		if n := i.ratingOf(r.Key, indicator); n > 0 {
			all = append(all, n)
		}
	}
	slices.Sort(all)
	return all
}

// median is the middle of ratings in order, or the mean of the two in the
// middle; 0 for none.
func median(all []int) float64 {
	n := len(all)
	if n == 0 {
		return 0
	}
	return float64(all[(n-1)/2]+all[n/2]) / 2
}

// spread is the distance between the highest and the lowest of several ratings.
func spread(all []int) string {
	if len(all) < 2 {
		return ""
	}
	return strconv.Itoa(all[len(all)-1] - all[0])
}

// ratingFlag is why an indicator should be talked about: ratings that lie two
// steps apart, or a high one that names no evidence.
func (i *issuer) ratingFlag(indicator string) string {
	var why []string
	if all := i.ratings(indicator); len(all) > 1 && all[len(all)-1]-all[0] >= 2 {
		why = append(why, "ratings lie apart")
	}
	for _, r := range i.Org.Respondents {
		s := org.Subject{Kind: "assessment", Key: org.Join(r.Key, indicator), Attr: "evidence", Period: i.packet.Year}
		if i.ratingOf(r.Key, indicator) >= 3 && i.Facts[s].Value.Blank() {
			why = append(why, r.Name+" names no evidence")
		}
	}
	return strings.Join(why, "; ")
}

// elementSum is what the ratings of an element, or of a variable, amount to.
type elementSum struct {
	of, with int // indicators, and those of them that were rated
	total    float64
	lowest   string
	least    float64
}

func (e elementSum) rated() string { return fmt.Sprintf("%d of %d", e.with, e.of) }

func (e elementSum) mean() string {
	if e.with == 0 {
		return ""
	}
	return strconv.FormatFloat(e.total/float64(e.with), 'f', 1, 64)
}

// element sums up the indicators whose codes begin with that of an element or
// a variable: SA 1.1a and its like under SA 1.1.
func (i *issuer) element(key string) (e elementSum) {
	for _, code := range i.indicators() {
		rest, ok := strings.CutPrefix(code, key)
		if !ok || rest == "" || rest[0] >= '0' && rest[0] <= '9' {
			continue
		}
		e.of++
		m := median(i.ratings(code))
		if m == 0 {
			continue
		}
		e.with++
		e.total += m
		if e.least == 0 || m < e.least {
			e.least, e.lowest = m, code+" ("+i.ratingWord(m)+")"
		}
	}
	return e
}

// indicators are the codes of the self-assessment, as its form lists them.
func (i *issuer) indicators() (codes []string) {
	f := i.lib.Form("SA")
	if f == nil || f.Section("ratings") == nil {
		return nil
	}
	for _, s := range f.Section("ratings").Seed {
		codes = append(codes, s["no"])
	}
	return codes
}
