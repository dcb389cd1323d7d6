package ledger

// Revision counts the transactions that changed what a view reads, but for runs:
// two views of a ledger with the same revision hold the same.
func (v *View) Revision() (n int64, err error) {
	for err = range v.rows("SELECT coalesce(sum(value), 0) FROM meta WHERE key = 'revision'", nil, &n) {
	}
	return n, err
}

// revise moves the revision on when do changes a row. Rows of working tables are
// counted, too; they change with others only.
func (s *session) revise(do func() error) error {
	before, err := s.changed()
	if err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	after, err := s.changed()
	if err != nil || after == before {
		return err
	}
	return s.exec("INSERT INTO meta VALUES ('revision', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1")
}

// changed counts the rows that the connection has changed.
func (s *session) changed() (n int64, err error) {
	_, err = s.get("SELECT total_changes()", nil, &n)
	return n, err
}
