package flow

// skipLabel is what Skip is called when the block does not say.
const skipLabel = "Skip"

// PromptOf is what the visitor can answer now. It is PromptNone while a time or a person is waited
// for (with Skip and Back of the Live chat block, and its token) and when nothing is waited for.
func PromptOf(lib Library, s State) Prompt {
	if s.Wait == nil {
		return Prompt{Kind: PromptNone}
	}
	r := &run{lib: lib, s: s}
	at, err := r.here()
	if err != nil {
		return Prompt{Kind: PromptNone}
	}
	return r.promptAt(at)
}

// promptAt is the prompt of the block that waits. What it does not offer is not taken as an event.
func (r *run) promptAt(at place) Prompt {
	a, ok := at.settings.(asker)
	if !ok || r.s.Wait == nil || r.s.Wait.Kind == WaitTimer {
		return Prompt{Kind: PromptNone}
	}
	p := a.prompt(r)
	p.Token = r.s.Wait.Token
	p.Back = p.Back && len(r.s.Trail) > 0
	return p
}

// LiveChatAt is the Live chat block that the run waits at, offered or asked for, with its variables
// filled ({{agent.…}} excepted) and its defaults set; false when it waits at none.
func LiveChatAt(lib Library, s State) (LiveChat, bool) {
	if s.Wait == nil {
		return LiveChat{}, false
	}
	r := &run{lib: lib, s: s}
	at, err := r.here()
	if err != nil {
		return LiveChat{}, false
	}
	block, ok := at.settings.(*liveChatBlock)
	if !ok {
		return LiveChat{}, false
	}
	return block.filled(s.Vars), true
}
