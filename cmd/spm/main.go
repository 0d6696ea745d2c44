// Command spm sends out the workbooks of Strategic Performance Management,
// takes the completed ones back, merges them into one plan and prints its
// reports. See README.md.
package main

import (
	"os"
	"runtime/debug"
	"time"

	"spm/engine/value"
)

// A run is short and holds little, so its garbage is collected less often than
// is usual: that saves a quarter of the processor time of an ingest. The limit
// keeps it from growing where files are large.
const (
	garbage = 400 // percent of what is held
	memory  = 256 << 20
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, value.DateOf(time.Now())))
}
