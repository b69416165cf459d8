//go:build !unix

package eval

import "time"

var processStart = time.Now()

// cpuTime returns the time on the clock, for want of the CPU's.
func cpuTime() time.Duration { return time.Since(processStart) }
