package resolve

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/frame"
	"github.com/attache-kg/attache/schema"
)

// when resolves a date against the publication date. A planned claim without a
// date of its own takes the publication date.
func (d *doc) when(date frame.Date, modality string) (iso, words string) {
	if date.Found && date.Same {
		iso = d.sameTime(date.Period)
		words = d.text(date.First, date.Last)
	} else if date.Found {
		iso = resolveDate(date, d.published)
		words = d.text(date.First, date.Last)
	}
	if iso == "" && modality == graph.Planned {
		iso = d.Date
	}
	return iso, words
}

// sameTime returns the day, month or year of the last statement that was told with one.
func (d *doc) sameTime(period string) string {
	size := map[string]int{"day": len("2006-01-02"), "month": len("2006-01"), "year": len("2006")}[period]
	for _, p := range slices.Backward(d.before) {
		if size > 0 && len(p.s.Date) >= size && !undated(p.s) {
			return p.s.Date[:size]
		}
	}
	return ""
}

// latest dates what is told as just done: the talks and signings that one party has at
// one time by those dated before them, and else, in headlines, statements and where a text
// opens, by the month of publication.
func (d *doc) latest(all []placed) {
	for i, p := range all {
		if p.s.Date != "" || p.s.Modality != graph.Done || p.s.Polarity == graph.Denied {
			continue
		}
		edge, _ := d.Types.Edge(p.s.Type)
		switch {
		case !edge.Symmetric && edge.Occurrence == schema.Day && (p.lately && !p.headline || p.named) && d.sameBattle(all[:i], p):
		case !p.lately:
		case edge.Symmetric && d.sameScene(all[:i], p):
		case p.headline && edge.Occurrence != schema.Year, edge.Symmetric && (d.issuer.ID != "" || p.sentence < opening):
			p.s.Date = d.published.month()
		}
	}
}

// opening is how many sentences tell the news before they tell what led to it.
const opening = 4

// sameScene dates a statement as the last one before it of a kind between two parties
// that has a date and one of its parties, if there is one.
func (d *doc) sameScene(before []placed, p placed) bool {
	for _, b := range slices.Backward(before) {
		edge, _ := d.Types.Edge(b.s.Type)
		if !edge.Symmetric || undated(b.s) || b.s.Date == "" || b.s.Modality != p.s.Modality {
			continue
		}
		for _, x := range []graph.ID{b.s.Source.ID, b.s.Target.ID} {
			if x == p.s.Source.ID || x == p.s.Target.ID {
				p.s.Date = b.s.Date
				return true
			}
		}
	}
	return false
}

// sameBattle dates an attack, told without a day, as the last one that was told with a
// day just before it between the same lands: an answer to it, one more place hit or more arms
// used.
func (d *doc) sameBattle(before []placed, p placed) bool {
	source, target := d.landOf(p.s.Source).ID, d.landOf(p.s.Target).ID
	for _, b := range slices.Backward(before) {
		if b.sentence < p.sentence-near {
			return false
		}
		if b.s.Type != p.s.Type || len(b.s.Date) < len("2006-01") || !undated(b.s) && len(b.s.Date) < len(time.DateOnly) {
			continue
		}
		s, t := d.landOf(b.s.Source).ID, d.landOf(b.s.Target).ID
		if s == source && t == target && (p.s.Target.ID.Class() == "place" || p.lately && len(p.s.Systems) > 0) || s == target && t == source && !p.named {
			p.s.Date = b.s.Date
			return true
		}
	}
	return false
}

// month returns the month of publication, empty where it is not known or has only begun.
func (p published) month() string {
	const begun = 3
	if !p.exact || p.day.Day() < begun {
		return ""
	}
	return p.day.Format("2006-01")
}

// published is a publication date: YYYY, YYYY-MM, YYYY-MM-DD or empty.
type published struct {
	text  string
	year  int       // or 0
	day   time.Time // when exact
	exact bool
}

func publishedOn(text string) published {
	p := published{text: text}
	if len(text) == len(time.DateOnly) {
		day, err := time.Parse(time.DateOnly, text)
		p.day, p.exact = day, err == nil
	}
	p.year, _ = strconv.Atoi(text[:min(4, len(text))])
	return p
}

// resolveDate returns YYYY, YYYY-MM or YYYY-MM-DD, empty when nothing tells the year.
func resolveDate(date frame.Date, on published) string {
	switch {
	case date.Yesterday > 0 && on.exact:
		return on.day.AddDate(0, 0, 1-date.Yesterday).Format(time.DateOnly)
	case date.Yesterday > 0:
		return on.text
	case date.Weekday > 0 && on.exact:
		days := -((int(on.day.Weekday()) - date.Weekday%7 + 7) % 7)
		if date.Ahead && days < 0 || date.Shift > 0 && days <= 0 {
			days += 7
		}
		return on.day.AddDate(0, 0, days).Format(time.DateOnly)
	case date.Weekday > 0:
		return ""
	case date.Period != "" && date.Month == 0:
		return shifted(date, on)
	case date.Month == 0:
		return fmt.Sprintf("%04d", date.Year)
	}
	year := date.Year
	if year == 0 {
		year = yearOf(date, on)
	}
	if year == 0 {
		return ""
	}
	if date.Day == 0 {
		return fmt.Sprintf("%04d-%02d", year, date.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, date.Month, date.Day)
}

// shifted returns the year, month or day that "last year", "next month" or "last night"
// speaks of; of a week it returns the month.
func shifted(date frame.Date, on published) string {
	switch {
	case on.year == 0:
		return ""
	case date.Period == "year":
		return fmt.Sprintf("%04d", on.year+date.Shift)
	case !on.exact:
		return ""
	case date.Period == "day":
		return on.day.AddDate(0, 0, date.Shift).Format(time.DateOnly)
	case date.Period == "week":
		return on.day.AddDate(0, 0, 7*date.Shift).Format("2006-01")
	}
	return time.Date(on.year, on.day.Month()+time.Month(date.Shift), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

// yearOf gives a date without a year the year of publication, or the one before
// when the date would lie more than half a year ahead, or ahead at all of what is done; what is to come the next; 0 when nothing tells it.
func yearOf(date frame.Date, on published) int {
	switch {
	case on.year == 0:
		return 0
	case date.Period != "":
		return on.year + date.Shift
	case on.exact && date.Shift < 0 && date.Month >= int(on.day.Month()), on.exact && date.Past && date.Month > int(on.day.Month()):
		return on.year - 1
	case on.exact && date.Shift > 0 && date.Month <= int(on.day.Month()):
		return on.year + 1
	}
	if on.exact && date.Ahead {
		if date.Month < int(on.day.Month()) {
			return on.year + 1
		}
		return on.year
	}
	if on.exact && date.Month-int(on.day.Month()) > 6 {
		return on.year - 1
	}
	return on.year
}
