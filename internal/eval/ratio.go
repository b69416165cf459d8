package eval

import (
	"bytes"
	"context"
	"runtime"
	"runtime/debug"
	"time"

	"golang.org/x/net/html"
)

// How much the parse ratio is measured on: the first pages, several times over, the
// fastest pass counting.
const (
	ratioPages  = 100
	ratioPasses = 5
)

// parseRatio returns the CPU time that read needs by the time of parsing the same HTML
// alone, on one thread, garbage collection included.
func parseRatio(ctx context.Context, pages []ArticlePage, read Reader) (float64, error) {
	pages = pages[:min(len(pages), ratioPages)]
	raws := make([][]byte, len(pages))
	for i, p := range pages {
		var err error
		if raws[i], err = p.truth.read(); err != nil {
			return 0, err
		}
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var stage, floor time.Duration
	for range ratioPasses {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		floor = faster(floor, func() {
			for _, raw := range raws {
				_, _ = html.Parse(bytes.NewReader(raw)) // only its time counts
			}
		})
		stage = faster(stage, func() {
			for i, raw := range raws {
				read(pages[i].truth.input(raw))
			}
		})
	}
	return float64(stage) / float64(max(floor, 1)), nil
}

// faster runs f and returns the CPU time it took, or best where that is less.
func faster(best time.Duration, f func()) time.Duration {
	debug.FreeOSMemory() // each pass starts from the same heap
	start := CPUTime()
	f()
	took := CPUTime() - start
	if best == 0 || took < best {
		return took
	}
	return best
}
