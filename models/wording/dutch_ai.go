package wording

func dutchAI(n Name) string {
	return [...]string{
		AIAgain:   "Daarover heb ik niets gevonden. Kunt u het met andere woorden zeggen?",
		AIHelped:  "Dat hielp",
		AIPerson:  "Met een medewerker praten",
		AIFailed:  "Dat kan ik op dit moment niet beantwoorden.",
		AISources: "Bronnen",
		AIGood:    "Nuttig",
		AIBad:     "Niet nuttig",
		AIThanks:  "Bedankt voor uw oordeel.",
		AIMark:    "AI",
	}[n]
}
