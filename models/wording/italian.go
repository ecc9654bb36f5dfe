package wording

func italianStart(n Name) string {
	return [...]string{
		OpenChat:     "Apri la chat",
		CloseChat:    "Chiudi la chat",
		CannotOpen:   "Al momento non è possibile aprire la chat.",
		Dismiss:      "Chiudi",
		UnreadOne:    "nuovo messaggio",
		UnreadMany:   "nuovi messaggi",
		Conversation: "Conversazione",
		Messages:     "Messaggi",
		Earlier:      "Messaggi precedenti",
		Newer:        "Nuovi messaggi",
		Reconnecting: "Riconnessione…",
		QuickReplies: "Risposte rapide",
		Credit:       "Funziona con Deskbell",
		Over:         "Questa chat è terminata.",
		StartAnew:    "Inizia una nuova conversazione",
		NotOpen:      "Questa chat non è ancora aperta",
		NotOpenWhy:   "Si aprirà appena sarà pubblicato il flusso con cui inizia.",
	}[n]
}

func italianChat(n Name) string {
	return [...]string{
		Message:        "Messaggio",
		WriteMessage:   "Scriva un messaggio",
		Send:           "Invia",
		You:            "Lei",
		Bot:            "Bot",
		Sending:        "Invio in corso…",
		Sent:           "Inviato",
		Seen:           "Visto",
		NotSent:        "Non inviato.",
		TryAgain:       "Riprova",
		Typing:         "{name} sta scrivendo",
		Deleted:        "Messaggio eliminato",
		Edited:         "modificato",
		Skip:           "Salta",
		Back:           "Indietro",
		EndChat:        "Termina la chat",
		EndNow:         "Termina ora",
		ChatEnded:      "Chat terminata",
		GoesOn:         "La chat continua",
		TooLong:        "Sono {count} caratteri in più di quanti se ne possano inviare in una volta. Accorci il testo o lo invii in più parti.",
		CharactersLeft: "Restano {count} caratteri.",
		Blocked:        "Non può più scrivere qui.",
		BlockedUntil:   "Non può scrivere qui fino al {time}.",
		BlockedNow:     "Ora non può scrivere qui",
	}[n]
}

func italianPeople(n Name) string {
	return [...]string{
		Waiting:         "In attesa",
		GettingSomebody: "Stiamo chiamando qualcuno",
		GettingVideo:    "Stiamo chiamando qualcuno per una videochiamata",
		YouAreNext:      "Tocca quasi a Lei",
		BeforeYou:       "{count} prima di Lei",
		KeepOpen:        "Lasci aperto o torni più tardi, noi restiamo qui.",
		KeepOpenVideo:   "Lasci aperto, la videochiamata comincia qui.",
		WaitingTime:     "Tempo di attesa trascorso",
		StopWaiting:     "Non aspettare più",
		WhileWaiting:    "Vuole aggiungere qualcosa?",
		AskedPerson:     "Ha chiesto di parlare con una persona",
		WentOn:          "Ha continuato senza una persona",
		WentBack:        "È tornato indietro",
		Stopped:         "Non aspetta più",
		NobodyFree:      "Nessuno era disponibile",
		Joined:          "{name} è entrato nella chat",
		HandedBack:      "{name} ha restituito la chat al bot",
		HadToGo:         "{name} è dovuto andare, stiamo chiedendo a qualcun altro",
		PassedOn:        "{name} L’ha passata a {to}",
		Continues:       "{name} continua la chat",
		Guest:           "Ospite",
	}[n]
}

func italianLeave(n Name) string {
	return [...]string{
		LeaveTitle:   "Lasci un messaggio",
		YourEmail:    "La Sua e-mail",
		YourMessage:  "Il Suo messaggio",
		YourName:     "Il Suo nome",
		YourPhone:    "Il Suo numero di telefono",
		AnswersTo:    "Risponderemo a {email}.",
		LeaveMessage: "Lascia il messaggio",
		NotSentStays: "Non inviato. Resta qui; riprovi tra un momento.",
		MessageLeft:  "Messaggio lasciato",
	}[n]
}

func italianAnswers(n Name) string {
	return [...]string{
		Choices:         "Scelte",
		Rating:          "Valutazione",
		Consent:         "Consenso",
		Details:         "Leggi i dettagli",
		Search:          "Cerca",
		NothingFound:    "Qui non c’è niente con questo nome.",
		Choose:          "Ne scelga {count}",
		ChooseRange:     "Ne scelga da {least} a {most}",
		ChooseLeast:     "Ne scelga almeno {count}",
		ChooseMost:      "Ne scelga fino a {count}",
		ChooseAny:       "Ne scelga quanti ne vuole",
		SoFar:           "{hint}: finora {count}",
		Optional:        "facoltativo",
		ChooseOption:    "Scelga",
		RangeFrom:       "Da",
		RangeTo:         "A",
		PhoneNumber:     "Numero di telefono",
		Date:            "Data",
		Time:            "Ora",
		DateAndTime:     "Data e ora",
		Number:          "Numero",
		SendPhone:       "Invia il numero di telefono",
		SendDate:        "Invia la data",
		SendTime:        "Invia l’ora",
		SendDateAndTime: "Invia data e ora",
		SendNumber:      "Invia il numero",
		SendForm:        "Invia il modulo",
		SendChoices:     "Invia le scelte",
		SendRating:      "Invia la valutazione",
		SendFiles:       "Invia i file",
	}[n]
}
