package wording

func germanAI(n Name) string {
	return [...]string{
		AIAgain:   "Dazu habe ich nichts gefunden. Können Sie es mit anderen Worten sagen?",
		AIHelped:  "Das hat geholfen",
		AIPerson:  "Mit einem Menschen sprechen",
		AIFailed:  "Das kann ich gerade nicht beantworten.",
		AISources: "Quellen",
		AIGood:    "Hilfreich",
		AIBad:     "Nicht hilfreich",
		AIThanks:  "Danke für die Rückmeldung.",
		AIMark:    "KI",
	}[n]
}
