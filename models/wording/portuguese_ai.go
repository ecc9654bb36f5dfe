package wording

func portugueseAI(n Name) string {
	return [...]string{
		AIAgain:   "Não encontrei nada sobre isso. Pode dizê-lo por outras palavras?",
		AIHelped:  "Foi útil",
		AIPerson:  "Falar com uma pessoa",
		AIFailed:  "De momento não consigo responder a isso.",
		AISources: "Fontes",
		AIGood:    "Útil",
		AIBad:     "Não é útil",
		AIThanks:  "Agradecemos a sua opinião.",
		AIMark:    "IA",
	}[n]
}
