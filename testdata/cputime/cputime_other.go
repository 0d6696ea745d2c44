//go:build !unix

// Package cputime tells benchmarks what they cost.
package cputime

import "time"

var started = time.Now()

// Seconds is the time since the start, for want of that of the process.
func Seconds() float64 { return time.Since(started).Seconds() }
