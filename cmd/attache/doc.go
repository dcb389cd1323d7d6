// Attache reads news texts and keeps what they say of who supplies, trains,
// signs with and attacks whom: in a ledger, and in Neo4j where it is asked to.
//
// Each file but four is a command: its flags, its text on the screen, its exit
// code; the work is done by other packages. main.go has what all commands share,
// failure.go the exit codes, screen.go all printing, reading.go how documents
// and rules come in.
//
// Results go to standard output; warnings, hints and the progress bar, which is
// drawn on a terminal only, to standard error. An error is one line that begins
// with "attache: error:", with a line "attache: hint:" that says what mends it.
// Faults in files that people write are printed as package diag does.
//
// The program ends with
//
//	0  done
//	1  failed, or interrupted; a ledger is then consistent
//	2  used wrongly; nothing was done
//	3  faults in rules, entities or decisions, a rule's test failed, or a figure is too low
//	4  done in part: some documents could not be read, or Neo4j refused some rows
//	5  the database cannot be reached or refuses; the ledger is up to date
//
// A reader that closes the pipe ends it silently.
package main
