package layout_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"deskbell/models/flow"
	"deskbell/models/flow/layout"
)

var update = flag.Bool("update", false, "write the pictures in testdata anew")

func TestDraw_SmallFlows_LookAsInThePictures(t *testing.T) {
	flows := map[string]*flow.Document{
		"chain":   document(t, "hello > name\nname > email\nemail > thanks\nthanks >"),
		"choices": document(t, "hello > ask\nask > bike order workshop\nbike > done\norder > number\nnumber > done\nworkshop > done\ndone >"),
		"loop":    document(t, "hello > menu\nmenu > hours price menu bye\nhours > menu\nprice > menu\nbye >"),
		"long":    document(t, "ask > a end b\na > c d\nb > d e\nc > f\nd > f g\ne > g ask\nf > end\ng > end\nend >"),
		"lost":    document(t, "hello > bye\nbye >\nold1 > old2\nold2 > bye\nolder > oldest old2 older\noldest >\nalone >"),
		"stubs":   document(t, "hello > ask\nask > @shop gone -"),
		"moved":   moved(t),
		"desk": document(t, `
			welcome > buttons
			buttons > ai question live
			ai > rating live
			question > request
			request > - -
			live > rating mail mail
			rating > -
			mail > -`),
	}
	for name, d := range flows {
		t.Run(name, func(t *testing.T) {
			got := picture(layout.Draw(d))
			file := filepath.Join("testdata", name+".svg")
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("it is drawn differently; look at it after: go test ./models/flow/layout -update")
			}
			if again := picture(layout.Draw(d)); !bytes.Equal(got, again) {
				t.Error("drawn twice it looks different")
			}
		})
	}
}

// moved is a flow of which some cards stand where a hand put them; the others have no place yet.
func moved(t *testing.T) *flow.Document {
	d := document(t, "hello > ask\nask > a b c\na > d\nb > d\nc > ask\nd >")
	move(d, "hello", 13, 400)
	move(d, "ask", 300, 250)
	move(d, "b", 590, 260)
	return d
}

// picture draws cards and lines, without their words' exact look.
func picture(d layout.Drawing) []byte {
	left, top, right, bottom := 0, 0, 0, 0
	for _, c := range d.Cards {
		p := d.At[c.Block]
		left, top = min(left, p.X-60), min(top, p.Y-60)
		right, bottom = max(right, p.X+layout.Width+60), max(bottom, p.Y+c.Height+60)
	}
	var svg bytes.Buffer
	fmt.Fprintf(&svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%d %d %d %d\" font-family=\"sans-serif\" font-size=\"13\">\n", left, top, right-left, bottom-top)
	fmt.Fprintf(&svg, "<style>path{fill:none;stroke:#777}.broken{stroke:#c00;stroke-dasharray:4}circle{fill:#777}rect{fill:#fff;stroke:#bbb}</style>\n")
	for _, e := range d.Edges {
		class := ""
		if e.Broken {
			class = " class=\"broken\""
		}
		fmt.Fprintf(&svg, "<path%s d=\"%s\"/><circle cx=\"%d\" cy=\"%d\" r=\"3\"/>\n", class, e.Path, e.Tip.X, e.Tip.Y)
	}
	for _, c := range d.Cards {
		p := d.At[c.Block]
		fmt.Fprintf(&svg, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"11\"/><text x=\"%d\" y=\"%d\">%s</text>\n",
			p.X, p.Y, layout.Width, c.Height, p.X+12, p.Y+23, c.Title)
		for _, out := range c.Rows {
			fmt.Fprintf(&svg, "<text x=\"%d\" y=\"%d\">%s</text>\n", p.X+12, p.Y+out.Y+4, out.Label)
		}
	}
	svg.WriteString("</svg>\n")
	return svg.Bytes()
}
