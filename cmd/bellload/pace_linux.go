package main

import (
	"runtime"
	"syscall"
	"time"
)

// precise calls f on a thread of its own whose sleeps are exact: Go's timers are late by up to 1 ms
// on an idle machine, which is more than what is measured.
func precise(f func(sleep func(time.Duration))) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const setTimerSlack = 29 // prctl(2)
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, setTimerSlack, 1000, 0)
	f(func(d time.Duration) {
		left := syscall.NsecToTimespec(int64(d))
		_ = syscall.Nanosleep(&left, nil) // a signal may end it early; the caller looks at the clock
	})
}
