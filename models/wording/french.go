package wording

func frenchStart(n Name) string {
	return [...]string{
		OpenChat:     "Ouvrir le chat",
		CloseChat:    "Fermer le chat",
		CannotOpen:   "Le chat ne peut pas s’ouvrir pour le moment.",
		Dismiss:      "Fermer",
		UnreadOne:    "nouveau message",
		UnreadMany:   "nouveaux messages",
		Conversation: "Conversation",
		Messages:     "Messages",
		Earlier:      "Messages précédents",
		Newer:        "Nouveaux messages",
		Reconnecting: "Reconnexion…",
		QuickReplies: "Réponses rapides",
		Credit:       "Fonctionne avec Deskbell",
		Over:         "Ce chat est terminé.",
		StartAnew:    "Démarrer une nouvelle conversation",
		NotOpen:      "Ce chat n’est pas encore ouvert",
		NotOpenWhy:   "Il ouvrira dès que le scénario par lequel il commence sera publié.",
	}[n]
}

func frenchChat(n Name) string {
	return [...]string{
		Message:        "Message",
		WriteMessage:   "Écrivez un message",
		Send:           "Envoyer",
		You:            "Vous",
		Bot:            "Bot",
		Sending:        "Envoi…",
		Sent:           "Envoyé",
		Seen:           "Vu",
		NotSent:        "Non envoyé.",
		TryAgain:       "Réessayer",
		Typing:         "{name} écrit",
		Deleted:        "Message supprimé",
		Edited:         "modifié",
		Skip:           "Passer",
		Back:           "Retour",
		EndChat:        "Terminer le chat",
		EndNow:         "Terminer maintenant",
		ChatEnded:      "Chat terminé",
		GoesOn:         "Le chat continue",
		TooLong:        "C’est {count} caractères de trop pour un seul envoi. Raccourcissez le texte ou envoyez-le en plusieurs fois.",
		CharactersLeft: "Encore {count} caractères.",
		Blocked:        "Vous ne pouvez plus écrire ici.",
		BlockedUntil:   "Vous ne pouvez pas écrire ici jusqu’au {time}.",
		BlockedNow:     "Vous ne pouvez pas écrire ici",
	}[n]
}

func frenchPeople(n Name) string {
	return [...]string{
		Waiting:         "Attente",
		GettingSomebody: "Nous cherchons quelqu’un",
		GettingVideo:    "Nous cherchons quelqu’un pour un appel vidéo",
		YouAreNext:      "C’est bientôt à vous",
		BeforeYou:       "Encore {count} avant vous",
		KeepOpen:        "Laissez ceci ouvert ou revenez plus tard, nous restons là.",
		KeepOpenVideo:   "Laissez ceci ouvert, l’appel vidéo commencera ici.",
		WaitingTime:     "Temps d’attente écoulé",
		StopWaiting:     "Ne plus attendre",
		WhileWaiting:    "Autre chose à ajouter ?",
		AskedPerson:     "Vous avez demandé une personne",
		WentOn:          "Vous avez continué sans personne",
		WentBack:        "Vous êtes revenu en arrière",
		Stopped:         "Vous n’attendez plus",
		NobodyFree:      "Personne n’était disponible",
		Joined:          "{name} a rejoint le chat",
		HandedBack:      "{name} a rendu le chat au bot",
		HadToGo:         "{name} a dû partir, nous demandons à quelqu’un d’autre",
		PassedOn:        "{name} vous a transféré à {to}",
		Continues:       "{name} poursuit le chat",
		Guest:           "Invité",
	}[n]
}

func frenchLeave(n Name) string {
	return [...]string{
		LeaveTitle:   "Laisser un message",
		YourEmail:    "Votre e-mail",
		YourMessage:  "Votre message",
		YourName:     "Votre nom",
		YourPhone:    "Votre numéro de téléphone",
		AnswersTo:    "Nous répondrons à {email}.",
		LeaveMessage: "Laisser le message",
		NotSentStays: "Non envoyé. Le texte reste ici ; réessayez dans un instant.",
		MessageLeft:  "Message laissé",
	}[n]
}

func frenchAnswers(n Name) string {
	return [...]string{
		Choices:         "Choix",
		Rating:          "Évaluation",
		Consent:         "Consentement",
		Details:         "Lire les détails",
		Search:          "Rechercher",
		NothingFound:    "Rien ne porte ce nom ici.",
		Choose:          "Choisissez-en {count}",
		ChooseRange:     "Choisissez-en de {least} à {most}",
		ChooseLeast:     "Choisissez-en au moins {count}",
		ChooseMost:      "Choisissez-en jusqu’à {count}",
		ChooseAny:       "Choisissez-en autant que vous voulez",
		SoFar:           "{hint} : {count} pour l’instant",
		Optional:        "facultatif",
		ChooseOption:    "Choisissez",
		RangeFrom:       "De",
		RangeTo:         "À",
		PhoneNumber:     "Numéro de téléphone",
		Date:            "Date",
		Time:            "Heure",
		DateAndTime:     "Date et heure",
		Number:          "Nombre",
		SendPhone:       "Envoyer le numéro de téléphone",
		SendDate:        "Envoyer la date",
		SendTime:        "Envoyer l’heure",
		SendDateAndTime: "Envoyer la date et l’heure",
		SendNumber:      "Envoyer le nombre",
		SendForm:        "Envoyer le formulaire",
		SendChoices:     "Envoyer les choix",
		SendRating:      "Envoyer l’évaluation",
		SendFiles:       "Envoyer les fichiers",
	}[n]
}
