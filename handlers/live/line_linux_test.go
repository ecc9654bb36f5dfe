package live

import (
	"net"
	"syscall"
	"testing"
)

// M-18
func TestTakenOverLine_PeerIsGone_GivesUpBeforeTheLeaseEnds(t *testing.T) {
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer door.Close()
	conn, err := net.Dial("tcp", door.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	giveUpAfterDeath(conn)
	raw, err := conn.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	err = raw.Control(func(fd uintptr) {
		ms, err := syscall.GetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpUserTimeout)
		if err != nil || ms != int(deadAfter.Milliseconds()) {
			t.Errorf("TCP_USER_TIMEOUT is %d ms, %v", ms, err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}
