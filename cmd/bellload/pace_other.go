//go:build !linux

package main

import "time"

// precise calls f with a sleep that is as exact as Go's timers are here.
func precise(f func(sleep func(time.Duration))) { f(time.Sleep) }
