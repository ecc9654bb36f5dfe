package wording

func frenchAI(n Name) string {
	return [...]string{
		AIAgain:   "Je n’ai rien trouvé à ce sujet. Pourriez-vous le dire avec d’autres mots ?",
		AIHelped:  "Cela m’a aidé",
		AIPerson:  "Parler à une personne",
		AIFailed:  "Je ne peux pas répondre à cela pour le moment.",
		AISources: "Sources",
		AIGood:    "Utile",
		AIBad:     "Pas utile",
		AIThanks:  "Merci pour votre avis.",
		AIMark:    "IA",
	}[n]
}
