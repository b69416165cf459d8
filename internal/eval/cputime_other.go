//go:build !unix

package eval

import "time"

var processStart = time.Now()

// CPUTime returns the time on the clock, for want of the CPU's.
func CPUTime() time.Duration { return time.Since(processStart) }
