package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// screen is where a command prints: results to out, the rest through its methods
// to standard error.
type screen struct {
	out    *bufio.Writer
	err    io.Writer
	bold   bool         // out takes bold letters
	live   bool         // err is a terminal
	calm   bool         // tips are not wanted
	log    *slog.Logger // nil: none
	bar    *progressbar.ProgressBar
	hinted map[string]bool
	faults int // that were found, not all of them printed
}

// shownFaults are printed of a list of faults; the others are counted.
const shownFaults = 20

func newScreen(out, err *os.File) *screen {
	terminal := term.IsTerminal(int(out.Fd()))
	return &screen{out: bufio.NewWriterSize(out, 64<<10), err: err,
		bold: terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		live: term.IsTerminal(int(err.Fd())), hinted: make(map[string]bool)}
}

// end prints what is left and how the command ended, and returns the exit code.
func (s *screen) end(err error) int {
	s.clear()
	if n := s.faults - shownFaults; n > 0 {
		s.print(fmt.Sprintf("and %s more", count(n, "fault")))
	}
	if flushed := s.out.Flush(); flushed != nil && (err == nil || errors.Is(err, flushed)) {
		if errors.Is(flushed, syscall.EPIPE) {
			return exitFailed // the reader has seen enough
		}
		err = fail(exitFailed, "free some space, or send the results elsewhere", "write results: %w", flushed)
	}
	if err == nil {
		return exitDone
	}
	return s.fault(err)
}

// fault says what made a command fail, and returns the exit code.
func (s *screen) fault(err error) int {
	f := asFailure(err)
	if f.err == nil {
		return f.code
	}
	var faults diag.Faults
	if errors.As(f.err, &faults) {
		s.print(listed(faults))
		f.err = errors.New(count(len(faults), "fault"))
	}
	s.print("attache: error: " + f.Error())
	s.hint(f.hint)
	return f.code
}

// note writes a line to the log, where there is one.
func (s *screen) note(what string, pairs ...any) {
	if s.log != nil {
		s.log.Info(what, pairs...)
	}
}

// tip says what may be of use, unless nobody reads it.
func (s *screen) tip(hint string) {
	if !s.calm {
		s.hint(hint)
	}
}

// print writes a line to standard error, after the results so far and above the
// progress bar.
func (s *screen) print(line string) {
	_ = s.out.Flush() // fails again at the end
	if s.bar != nil {
		_ = s.bar.Clear()
	}
	fmt.Fprintln(s.err, line)
}

// warn says what may be wrong, and what mends it.
func (s *screen) warn(what, hint string) {
	if s.log != nil {
		s.log.Warn(what)
	}
	s.print("attache: warning: " + what)
	s.hint(hint)
}

// leaveOut says which document is left out while the command goes on: in a
// fault's own form, or as a warning with what mends it.
func (s *screen) leaveOut(name string, err error, hint string) {
	if s.faults++; s.faults > shownFaults {
		return
	}
	var faults diag.Faults
	if errors.As(err, &faults) {
		s.print(faults.Error())
		return
	}
	s.warn(fmt.Sprintf("%s: %v", name, err), hint)
}

// inPart ends a command that has left something out.
func (s *screen) inPart(done string) error {
	if s.faults == 0 {
		return nil
	}
	return fail(exitPart, "", "done in part: %s above; %s", count(s.faults, "fault"), done)
}

// listed prints the first of a list of faults, and how many there are beside.
func listed(faults diag.Faults) string {
	text := faults[:min(len(faults), shownFaults)].Error()
	if n := len(faults) - shownFaults; n > 0 {
		text += fmt.Sprintf("\nand %s more", count(n, "fault"))
	}
	return text
}

// hint says once what the reader can do.
func (s *screen) hint(hint string) {
	if hint != "" && !s.hinted[hint] {
		s.hinted[hint] = true
		s.print("attache: hint: " + hint)
	}
}

// progress begins a progress bar, where there is a terminal: over bytes, or over
// rows of which nobody knows the number.
func (s *screen) progress(what string, bytes int64) {
	if s.live && !s.calm {
		s.bar = progressbar.NewOptions64(bytes, progressbar.OptionSetWriter(s.err), progressbar.OptionSetDescription(what),
			progressbar.OptionShowBytes(bytes != unknown), progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionFullWidth(), progressbar.OptionClearOnFinish())
	}
}

// unknown is the number of rows to send.
const unknown = -1

// advance moves the progress bar to where the work is.
func (s *screen) advance(to int64) {
	if s.bar != nil {
		_ = s.bar.Set64(to)
	}
}

// describe says beside the progress bar how far the work is.
func (s *screen) describe(what string) {
	if s.bar != nil {
		s.bar.Describe(what)
	}
}

// clear takes the progress bar away.
func (s *screen) clear() {
	if s.bar != nil {
		_ = s.bar.Clear()
		s.bar = nil
	}
}

// table writes rows in columns; the last column is not filled up.
func (s *screen) table(rows [][]string) {
	var width []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(width) {
				width = append(width, 0)
			}
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			line.WriteString(strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell)+2))
		}
		fmt.Fprintln(s.out, strings.TrimRight(line.String(), " "))
	}
}

// count writes a number with its noun: "1 claim", "29 claims".
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
