package wording

func englishAI(n Name) string {
	return [...]string{
		AIAgain:   "I found nothing about that. Could you put it in other words?",
		AIHelped:  "That helped",
		AIPerson:  "Talk to a person",
		AIFailed:  "I cannot answer that just now.",
		AISources: "Sources",
		AIGood:    "Helpful",
		AIBad:     "Not helpful",
		AIThanks:  "Thank you for saying so.",
		AIMark:    "AI",
	}[n]
}
