// Command spm sends out the workbooks of Strategic Performance Management,
// takes the completed ones back, merges them into one plan and prints its
// reports. See README.md.
package main

import (
	"os"
	"time"

	"spm/engine/value"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, value.DateOf(time.Now())))
}
