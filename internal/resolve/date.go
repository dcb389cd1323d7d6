package resolve

import (
	"fmt"
	"strconv"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/frame"
)

// when resolves a date against the publication date. A planned claim without a
// date of its own takes the publication date.
func (d *doc) when(date frame.Date, modality string) (iso, words string) {
	if date.Found {
		iso = resolveDate(date, d.published)
		words = d.text(date.First, date.Last)
	}
	if iso == "" && modality == graph.Planned {
		iso = d.Date
	}
	return iso, words
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
		if date.Ahead && days < 0 {
			days += 7
		}
		return on.day.AddDate(0, 0, days).Format(time.DateOnly)
	case date.Weekday > 0:
		return ""
	case date.Period != "":
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
// when the date would lie more than half a year ahead, what is to come the next; 0 when nothing tells it.
func yearOf(date frame.Date, on published) int {
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
