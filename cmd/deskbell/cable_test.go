package main

import (
	"io"
	"net"
	"sync"
	"testing"
)

// cable is the network between visitors and a server, which can be bad.
type cable struct {
	base   string // http://127.0.0.1:… as visitors reach the server
	server string

	lock  sync.Mutex
	state string
	open  map[net.Conn]bool
}

const (
	lineGood = "good"
	lineCut  = "cut"  // nothing goes through
	lineDeaf = "deaf" // what is asked arrives, what is answered does not
)

// badLine is what a browser says of such networks.
var badLine = []string{"ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_CONNECTION_CLOSED", "ERR_EMPTY_RESPONSE",
	"ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_SOCKET_NOT_CONNECTED"}

func newCable(t *testing.T, server string) *cable {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{base: "http://" + listener.Addr().String(), server: server, state: lineGood, open: map[net.Conn]bool{}}
	t.Cleanup(func() {
		listener.Close()
		c.set(lineCut)
	})
	go func() {
		for {
			from, err := listener.Accept()
			if err != nil {
				return
			}
			go c.carry(from)
		}
	}()
	return c
}

// set makes the line good, cut or deaf, and ends every connection that is open.
func (c *cable) set(state string) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.state = state
	for each := range c.open {
		each.Close()
	}
	clear(c.open)
}

// take notes that a connection is open, and is the line's state.
func (c *cable) take(conns ...net.Conn) string {
	c.lock.Lock()
	defer c.lock.Unlock()
	for _, each := range conns {
		c.open[each] = true
	}
	return c.state
}

func (c *cable) drop(conns ...net.Conn) {
	c.lock.Lock()
	defer c.lock.Unlock()
	for _, each := range conns {
		each.Close()
		delete(c.open, each)
	}
}

func (c *cable) carry(from net.Conn) {
	to, err := net.DialTimeout("tcp", c.server, patience)
	if err != nil {
		from.Close()
		return
	}
	defer c.drop(from, to)
	state := c.take(from, to)
	if state == lineCut {
		return
	}
	go func() {
		_, _ = io.Copy(to, from)
		c.drop(from, to)
	}()
	if state == lineDeaf {
		_, _ = to.Read(make([]byte, 1)) // answered, and lost
		return
	}
	_, _ = io.Copy(from, to)
}
