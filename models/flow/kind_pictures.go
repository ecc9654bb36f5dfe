package flow

import "fmt"

// picturesBlock offers choices as pictures.
type picturesBlock struct {
	buttonsBlock
}

func picturesKind() Kind {
	k := kindFor[picturesBlock]("pictures", "Picture choice")
	k.Icon, k.Group, k.Help = "image", groupAsk, "Offers pictures to choose from."
	k.Form = askForm(pickSettings(
		Setting{Name: "image", Label: "Picture", Control: ControlMedia, Templated: true},
		Setting{Name: "alt", Label: "What it shows", Control: ControlLine, Templated: true,
			Help: "Read out to those who do not see the picture; the label without it."},
		Setting{Name: "text", Label: "Second line", Control: ControlLine, Templated: true},
	)...)
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: groupAsk,
		Settings: `{"text":"Which one do you like?","choices":[{"id":"1","label":"First"},{"id":"2","label":"Second"}]}`}}
	return k
}

func (b *picturesBlock) check() []string { return sentences(b.flaws()) }

func (b *picturesBlock) flaws() []flaw {
	found := b.buttonsBlock.flaws()
	for i, c := range b.Choices {
		field := fmt.Sprintf("choices.%d.image", i)
		if blank(c.Image) {
			found = append(found, one(field, "Choice %d has no picture.", i+1)...)
		}
		found = append(found, optionalLinkFlaws(field, c.Image, webOnly())...)
	}
	return found
}

func (b *picturesBlock) prompt(r *run) Prompt {
	p := b.buttonsBlock.prompt(r)
	p.Kind = PromptPictures
	return p
}
