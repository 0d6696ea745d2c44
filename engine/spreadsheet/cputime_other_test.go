//go:build !unix

package spreadsheet

import "time"

var started = time.Now()

// cpuSeconds is the time since the start, for want of that of the process.
func cpuSeconds() float64 { return time.Since(started).Seconds() }
