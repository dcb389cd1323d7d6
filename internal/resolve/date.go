package resolve

import (
	"fmt"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/frame"
)

// when resolves a date against the publication date. A planned claim without a
// date of its own takes the publication date.
func (d *doc) when(date frame.Date, modality string) (iso, words string) {
	if date.Found {
		iso = resolveDate(date, d.Date)
		words = d.text(date.First, date.Last)
	}
	if iso == "" && modality == graph.Planned {
		iso = d.Date
	}
	return iso, words
}

// resolveDate returns YYYY, YYYY-MM or YYYY-MM-DD, empty when nothing tells the year.
func resolveDate(date frame.Date, published string) string {
	day, err := time.Parse(time.DateOnly, published)
	exact := err == nil
	switch {
	case date.Yesterday > 0 && exact:
		return day.AddDate(0, 0, 1-date.Yesterday).Format(time.DateOnly)
	case date.Yesterday > 0:
		return published
	case date.Weekday > 0 && exact:
		back := (int(day.Weekday()) - date.Weekday%7 + 7) % 7
		return day.AddDate(0, 0, -back).Format(time.DateOnly)
	case date.Weekday > 0:
		return ""
	case date.Period != "":
		return shifted(date, published, day, exact)
	case date.Month == 0:
		return fmt.Sprintf("%04d", date.Year)
	}
	year := date.Year
	if year == 0 {
		year = yearOf(date, published, day, exact)
	}
	if year == 0 {
		return ""
	}
	if date.Day == 0 {
		return fmt.Sprintf("%04d-%02d", year, date.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, date.Month, date.Day)
}

// shifted returns the year or month that "last year" or "next month" speaks of;
// of a week it returns the month.
func shifted(date frame.Date, published string, day time.Time, exact bool) string {
	var year int
	if _, err := fmt.Sscanf(published, "%4d", &year); err != nil {
		return ""
	}
	switch {
	case date.Period == "year":
		return fmt.Sprintf("%04d", year+date.Shift)
	case !exact:
		return ""
	case date.Period == "week":
		return day.AddDate(0, 0, 7*date.Shift).Format("2006-01")
	}
	return time.Date(day.Year(), day.Month()+time.Month(date.Shift), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

// yearOf gives a date without a year the year of publication, or the one before
// when the date would lie more than half a year ahead.
func yearOf(date frame.Date, published string, day time.Time, exact bool) int {
	var year int
	if _, err := fmt.Sscanf(published, "%4d", &year); err != nil {
		return 0
	}
	if exact && date.Month-int(day.Month()) > 6 {
		return year - 1
	}
	return year
}
