package wording

func keyAI(n Name) string {
	return [...]string{
		AIAgain:   "ai_again",
		AIHelped:  "ai_helped",
		AIPerson:  "ai_person",
		AIFailed:  "ai_failed",
		AISources: "ai_sources",
		AIGood:    "ai_good",
		AIBad:     "ai_bad",
		AIThanks:  "ai_thanks",
		AIMark:    "ai_mark",
	}[n]
}
