//go:build unix

// Package cputime tells benchmarks what they cost, whatever else runs on the
// machine.
package cputime

import "syscall"

// Seconds is the CPU time that this process has used so far.
func Seconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
