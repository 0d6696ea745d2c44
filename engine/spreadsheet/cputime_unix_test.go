//go:build unix

package spreadsheet

import "syscall"

// cpuSeconds is the CPU time that this process has used so far.
func cpuSeconds() float64 {
	var u syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
