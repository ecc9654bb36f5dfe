package main

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func events(t *testing.T, r io.Reader) (all []string, err error) {
	t.Helper()
	in := eventReader{in: bufio.NewReaderSize(r, 16)}
	for {
		ev, err := in.next()
		if err != nil {
			return all, err
		}
		all = append(all, string(ev.id)+"|"+string(ev.name)+"|"+string(ev.data))
	}
}

func TestEvents_AsTheStandardSays(t *testing.T) {
	long := strings.Repeat("x", 100)
	for name, c := range map[string]struct{ stream, want string }{
		"plain":                {"id: e.1\ndata: a\n\n", "e.1||a"},
		"many lines":           {"data: a\ndata:b\ndata\n\n", "||a\nb\n"},
		"carriage returns":     {"id: 1\r\ndata: a\r\n\r\n", "1||a"},
		"named":                {"event: hb\ndata: .\n\n", "|hb|."},
		"id stays":             {"id: 7\ndata: a\n\nevent: hb\ndata: .\n\n", "7||a 7|hb|."},
		"comment and retry":    {": hello\nretry: 100\ndata: a\n\n", "||a"},
		"no data is no event":  {"event: x\n\ndata: a\n\n", "||a"},
		"longer than a buffer": {"data: " + long + "\ndata: b\n\n", "||" + long + "\nb"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := events(t, iotest.OneByteReader(strings.NewReader(c.stream)))
			if strings.Join(got, " ") != c.want || !errors.Is(err, io.EOF) {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestEvents_CutInside_DropsTheRest(t *testing.T) {
	for _, stream := range []string{"id: 1\ndata: a\n\nid: 2\ndata: b", "id: 1\ndata: a\n\nid: 2\ndata: b\n", "id: 1\ndata: a\n\nid: 2"} {
		got, _ := events(t, strings.NewReader(stream))
		if len(got) != 1 || got[0] != "1||a" {
			t.Errorf("%q gave %q", stream, got)
		}
	}
}
