package live

import (
	"net"
	"syscall"
	"time"
)

// tcpUserTimeout is TCP_USER_TIMEOUT of tcp(7), which package syscall does not name.
const tcpUserTimeout = 0x12

// giveUpAfter ends a connection whose peer has acknowledged nothing for so long. Without it a browser
// that lost its network takes heartbeats for a quarter of an hour, and its owner counts as here.
func giveUpAfter(conn *net.TCPConn, wait time.Duration) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return // it has ended already
	}
	_ = raw.Control(func(fd uintptr) { // where it is not to be had, the system's own patience counts
		_ = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpUserTimeout, int(wait/time.Millisecond))
	})
}
