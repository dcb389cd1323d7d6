package pipeline

import (
	"context"
	"iter"
	"sync"

	"golang.org/x/sync/semaphore"
)

// What is in flight is being read or extracted, or waits for its turn.
const (
	// flightBytes of documents may be in flight at a time: a document of that
	// size or more is alone.
	flightBytes = 16 << 20
	// flightTasks are the tasks in flight for each worker.
	flightTasks = 8
	// taskBytes and taskDocuments make a task: one document costs less than
	// handing it to another goroutine should.
	taskBytes, taskDocuments = 64 << 10, 64
)

// task is documents [from, to), done by one worker.
type task[R any] struct {
	from, to int
	weight   int64
	results  []R
	done     chan struct{}
}

// Each calls do for the documents numbered below n, on as many goroutines as
// workers, each with a worker of its own, and yields what it returns in the
// order of the numbers. The size of a document in bytes need only be a good
// guess. Storage depends on the workers and the largest document, not on n.
//
// When ctx is cancelled or the loop is left, the documents that are being
// extracted are the last; Each returns when they are done.
func Each[R any](ctx context.Context, p *Pack, workers, n int, size func(i int) int64, do func(w *Worker, i int) R) iter.Seq2[int, R] {
	return func(yield func(int, R) bool) {
		ctx, cancel := context.WithCancel(ctx)
		f := flight[R]{pack: p, size: size, do: do, room: semaphore.NewWeighted(flightBytes),
			tasks: make(chan *task[R]), order: make(chan *task[R], flightTasks*workers)}
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()
		running.Go(func() { f.hand(ctx, n) })
		for range workers {
			running.Go(func() { f.work(ctx) })
		}
		for t := range f.order {
			select {
			case <-t.done:
			case <-ctx.Done():
				return
			}
			for i, r := range t.results {
				if ctx.Err() != nil || !yield(t.from+i, r) {
					return
				}
			}
			f.room.Release(t.weight)
		}
	}
}

// flight is one call of Each.
type flight[R any] struct {
	pack  *Pack
	size  func(i int) int64
	do    func(w *Worker, i int) R
	room  *semaphore.Weighted
	tasks chan *task[R] // to the workers
	order chan *task[R] // to the reader
}

// hand cuts the documents into tasks and hands them out while there is room.
func (f *flight[R]) hand(ctx context.Context, n int) {
	defer close(f.order)
	defer close(f.tasks)
	for from := 0; from < n; {
		t := f.next(from, n)
		if f.room.Acquire(ctx, t.weight) != nil {
			return
		}
		for _, to := range []chan *task[R]{f.order, f.tasks} {
			select {
			case to <- t:
			case <-ctx.Done():
				return
			}
		}
		from = t.to
	}
}

// next returns the task that begins at a document.
func (f *flight[R]) next(from, n int) *task[R] {
	t := &task[R]{from: from, to: from, done: make(chan struct{})}
	for t.to < n && t.to-from < taskDocuments {
		size := f.size(t.to)
		if t.to > from && t.weight+size > taskBytes {
			break
		}
		t.weight += size
		t.to++
	}
	t.weight = min(t.weight, flightBytes)
	return t
}

func (f *flight[R]) work(ctx context.Context) {
	w := f.pack.NewWorker()
	for t := range f.tasks {
		t.results = make([]R, 0, t.to-t.from)
		for i := t.from; i < t.to && ctx.Err() == nil; i++ {
			t.results = append(t.results, f.do(w, i))
		}
		close(t.done)
	}
}
