package wording

func italianAI(n Name) string {
	return [...]string{
		AIAgain:   "Non ho trovato nulla su questo. Può dirlo con altre parole?",
		AIHelped:  "Mi è stato utile",
		AIPerson:  "Parlare con una persona",
		AIFailed:  "In questo momento non posso rispondere.",
		AISources: "Fonti",
		AIGood:    "Utile",
		AIBad:     "Non utile",
		AIThanks:  "Grazie per il parere.",
		AIMark:    "IA",
	}[n]
}
