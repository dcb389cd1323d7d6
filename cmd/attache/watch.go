package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A folder that is watched is loaded when nothing in it has changed for the time of
// settle, or something has for the time of patience.
const (
	settle   = 2 * time.Second
	patience = 30 * time.Second
)

// watch loads, and loads again whenever something below the paths has changed, until it
// is interrupted. A load that fails is told, and tried again with the next change.
func (l *loading) watch(ctx context.Context, paths []string) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fail(exitFailed, "run attache load from a scheduler instead", "watch folders: %w", err)
	}
	defer w.Close()
	for _, p := range paths {
		if err := watchBelow(w, p); err != nil {
			return fail(exitFailed, "raise the limit of watched folders, or run attache load from a scheduler", "watch %s: %w", p, err)
		}
	}
	for {
		if err := l.again(ctx, paths); err != nil {
			return err
		}
		l.tip("waiting for changes; Ctrl-C ends")
		if changed, err := l.settled(ctx, w); !changed {
			return err
		}
	}
}

// again loads once. Only what cannot be mended while it waits ends the watch.
func (l *loading) again(ctx context.Context, paths []string) error {
	next := *l
	next.account = account{}
	l.faults = 0
	err := next.once(ctx, paths)
	switch {
	case ctx.Err() != nil, err == nil:
		return nil
	case asFailure(err).code == exitUsage:
		return err
	}
	l.fault(err)
	return nil
}

// settled waits for a change and until no more come; false when it is interrupted.
func (l *loading) settled(ctx context.Context, w *fsnotify.Watcher) (bool, error) {
	var quiet, longest <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return false, nil
		case err := <-w.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return false, fail(exitFailed, "run attache load from a scheduler instead", "watch folders: %w", err)
			}
			quiet = time.After(settle) // changes were lost; the load finds them
		case e := <-w.Events:
			if l.isOwn(e.Name) {
				continue
			}
			if e.Has(fsnotify.Create) {
				if err := watchBelow(w, e.Name); err != nil && !errors.Is(err, fs.ErrNotExist) {
					l.warn(fmt.Sprintf("%s is not watched: %v", e.Name, err), "its documents are loaded with the next change elsewhere")
				}
			}
			quiet = time.After(settle)
			if longest == nil {
				longest = time.After(patience)
			}
		case <-quiet:
			return true, nil
		case <-longest:
			return true, nil
		}
	}
}

// isOwn says whether a file is one that loading itself writes.
func (l *loading) isOwn(name string) bool {
	full, err := filepath.Abs(name)
	if err != nil {
		return false
	}
	return slices.ContainsFunc([]string{l.ledger, l.logFile}, func(own string) bool {
		own, err := filepath.Abs(own)
		return err == nil && (full == own || strings.HasPrefix(full, own+"-"))
	})
}

// watchBelow watches a folder and those below it, or the folder of a file.
func watchBelow(w *fsnotify.Watcher, path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return err
	}
	return filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case p != path && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		}
		return w.Add(p)
	})
}
