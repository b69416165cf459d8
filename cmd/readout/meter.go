package main

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8/decor"
)

// failedCount is shown by the bar, which draws itself beside the work.
type failedCount struct{ n atomic.Int64 }

func (f *failedCount) set(n int) { f.n.Store(int64(n)) }

func (f *failedCount) words(decor.Statistics) string {
	if n := f.n.Load(); n > 0 {
		return fmt.Sprintf("%d failed  ", n)
	}
	return ""
}

func pagesDone(s decor.Statistics) string {
	if s.Total <= 0 {
		return fmt.Sprintf("%d pages", s.Current)
	}
	return fmt.Sprintf("%d of %d pages", s.Current, s.Total)
}

// timeLeft tells how long the rest takes at the rate so far.
func timeLeft(begin time.Time) decor.DecorFunc {
	return func(s decor.Statistics) string {
		if s.Current <= 0 || s.Total <= s.Current || s.Aborted {
			return ""
		}
		rest := float64(s.Total-s.Current) / float64(s.Current) * float64(time.Since(begin))
		return "  " + time.Duration(rest).Round(time.Second).String() + " left"
	}
}
