package wording

func spanishAI(n Name) string {
	return [...]string{
		AIAgain:   "No he encontrado nada sobre eso. ¿Podría decirlo con otras palabras?",
		AIHelped:  "Me ha ayudado",
		AIPerson:  "Hablar con una persona",
		AIFailed:  "Ahora mismo no puedo responder a eso.",
		AISources: "Fuentes",
		AIGood:    "Útil",
		AIBad:     "No es útil",
		AIThanks:  "Gracias por decirlo.",
		AIMark:    "IA",
	}[n]
}
