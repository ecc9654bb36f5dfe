package flow

import "deskbell/models/wording"

// Headings under which a question's settings stand.
const (
	groupAnswer = "Answer"
	groupRetry  = "If it does not fit"
	groupSilent = "When nobody answers"
)

// askForm puts a kind's own settings between the question and what all questions have.
func askForm(own ...Setting) []Setting {
	form := make([]Setting, 0, len(own)+13)
	form = append(form, Setting{Name: "text", Label: "Question", Control: ControlText, Templated: true})
	form = append(form, own...)
	return append(form,
		Setting{Name: "var", Label: "Save the answer as", Control: ControlVariable, Group: groupAnswer,
			Help: "Later blocks use it as {{name}}."},
		Setting{Name: "only_if_unknown", Label: "Ask only if it is not known yet", Control: ControlToggle, Group: groupAnswer,
			Help: "When the variable already holds a fitting answer, the flow goes on at once."},
		Setting{Name: "prefill", Label: "Filled in to begin with", Control: ControlLine, Group: groupAnswer, Templated: true},
		Setting{Name: "placeholder", Label: "Hint in the empty field", Control: ControlLine, Group: groupAnswer, Templated: true},
		Setting{Name: "button", Label: "Label of the sending button", Control: ControlLine, Group: groupAnswer,
			Placeholder: "Send", Templated: true},
		Setting{Name: "required", Label: "An answer is required", Control: ControlToggle, Group: groupAnswer, DefaultOn: true,
			Help: "When off, the visitor can skip the question."},
		Setting{Name: "skip_label", Label: "Label of Skip", Control: ControlLine, Group: groupAnswer,
			Placeholder: wording.Standard("en", wording.Skip), Templated: true, When: "required=false"},
		Setting{Name: "back", Label: "The visitor can go back", Control: ControlToggle, Group: groupAnswer, DefaultOn: true},
		Setting{Name: "sensitive", Label: "Sensitive", Control: ControlToggle, Group: groupAnswer,
			Help: "The team sees the answer masked, also in reports."},
		Setting{Name: "retry", Label: "Message when it does not fit", Control: ControlText, Group: groupRetry, Templated: true,
			Help: "Without one, the bot says what is wrong, in the visitor's language."},
		Setting{Name: "max_tries", Label: "Most tries", Control: ControlNumber, Group: groupRetry, Max: maxTries,
			Help: "After so many answers that do not fit, the flow leaves by “Too many tries”; 0: it asks again and again."},
		Setting{Name: "timeout_seconds", Label: "Time to answer", Control: ControlNumber, Group: groupSilent,
			Unit: "seconds", Max: longestSilence, Help: "After it, the flow leaves by “No answer in time”; 0: it waits for ever."},
	)
}
