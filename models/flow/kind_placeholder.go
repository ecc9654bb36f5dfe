package flow

import "encoding/json"

// placeholderBlock keeps what an import had no block for. It cannot be played.
type placeholderBlock struct {
	Origin string          `json:"origin,omitempty"` // the product it comes from
	Type   string          `json:"type,omitempty"`   // what it was called there
	Raw    json.RawMessage `json:"raw,omitempty"`    // as it was there
	Why    string          `json:"why,omitempty"`    // why it has no counterpart
}

func placeholderKind() Kind {
	k := kindFor[placeholderBlock]("placeholder", "Placeholder")
	k.Icon = "circle-alert"
	k.Help = "Stands for a block of another product that has no counterpart here; replace it."
	return k
}

func (b *placeholderBlock) flaws() []flaw {
	says := "This block was imported and has no counterpart here; put another in its place."
	if !blank(b.Why) {
		says += " " + brief(b.Why)
	}
	return one("", "%s", says)
}

func (b *placeholderBlock) check() []string { return sentences(b.flaws()) }

// ports are more than this: portsOf adds all that the document names.
func (b *placeholderBlock) ports() []Port {
	return []Port{{Name: PortNext, Label: "Next", Optional: true}}
}

func (b *placeholderBlock) summary() string {
	return brief(firstOf(b.Origin+" "+b.Type, "An imported block"))
}

// waits is true, for nothing goes on from here.
func (b *placeholderBlock) waits() bool { return true }

func (b *placeholderBlock) play(r *run, at place) { r.fault(at.id, sentences(b.flaws())[0]) }
