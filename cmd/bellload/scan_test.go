package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestScan_FindsEntriesRowsAndMarks(t *testing.T) {
	payload := `<header id="chat-header"><h1>Load m:r1-v1:99</h1></header><link rel="x">` +
		`<li class="entry" data-seq="3" data-conversation="c-1" data-client="x"><p>m:r1-v12:7 and so on</p><time datetime="2026-01-01">m:ss</time></li>` +
		`<li data-seq="4"><ul><li><button>m: no</button></li><li>m:r1-a12:8.</li></ul></li>` +
		`<li data-seq="5">m:other-v1:1</li>` +
		`<li id="row-c-2" data-row data-seq="9"><p>m:r1-v2:1</p></li><data id="order" value="c-2"></data><li data-seq="6">Hello</li>`
	var got []string
	scan([]byte(payload), "r1", func(it item) {
		got = append(got, fmt.Sprintf("%s %d %s %v%d:%d %v", it.row, it.seq, it.conversation, it.mark.side, it.mark.talk, it.mark.n, it.marked))
	})
	want := []string{" 3 c-1 012:7 true", " 4  112:8 true", " 5  00:0 false", "c-2 0  00:0 false", " 6  00:0 false"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestScan_BrokenPayload_EndsQuietly(t *testing.T) {
	for _, payload := range []string{"", "<li", "<li ", `<li data-seq="`, `<li data-seq="1"`, `<li data-seq="1">m:r1-v`, "<li>m:r1-v1:1"} {
		scan([]byte(payload), "r1", func(it item) {
			if it.marked {
				t.Errorf("%q gave a mark", payload)
			}
		})
	}
}
