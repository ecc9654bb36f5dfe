package wording

func germanStart(n Name) string {
	return [...]string{
		OpenChat:     "Chat öffnen",
		CloseChat:    "Chat schließen",
		CannotOpen:   "Der Chat lässt sich im Moment nicht öffnen.",
		Dismiss:      "Schließen",
		UnreadOne:    "neue Nachricht",
		UnreadMany:   "neue Nachrichten",
		Conversation: "Unterhaltung",
		Messages:     "Nachrichten",
		Earlier:      "Frühere Nachrichten",
		Newer:        "Neue Nachrichten",
		Reconnecting: "Verbindung wird hergestellt …",
		QuickReplies: "Schnellantworten",
		Credit:       "Läuft mit Deskbell",
		Over:         "Dieser Chat ist beendet.",
		StartAnew:    "Neue Unterhaltung beginnen",
		NotOpen:      "Dieser Chat ist noch nicht geöffnet",
		NotOpenWhy:   "Er öffnet, sobald der Ablauf veröffentlicht ist, mit dem er beginnt.",
	}[n]
}

func germanChat(n Name) string {
	return [...]string{
		Message:        "Nachricht",
		WriteMessage:   "Nachricht schreiben",
		Send:           "Senden",
		You:            "Sie",
		Bot:            "Bot",
		Sending:        "Wird gesendet …",
		Sent:           "Gesendet",
		Seen:           "Gesehen",
		NotSent:        "Nicht gesendet.",
		TryAgain:       "Noch einmal versuchen",
		Typing:         "{name} schreibt",
		Deleted:        "Nachricht gelöscht",
		Edited:         "bearbeitet",
		Skip:           "Überspringen",
		Back:           "Zurück",
		EndChat:        "Chat beenden",
		EndNow:         "Jetzt beenden",
		ChatEnded:      "Chat beendet",
		GoesOn:         "Der Chat geht weiter",
		TooLong:        "Das sind {count} Zeichen mehr, als auf einmal gesendet werden können. Bitte kürzen Sie den Text oder senden Sie ihn in Teilen.",
		CharactersLeft: "Noch {count} Zeichen frei.",
		Blocked:        "Sie können hier nicht mehr schreiben.",
		BlockedUntil:   "Sie können hier bis {time} nicht schreiben.",
		BlockedNow:     "Schreiben ist nicht möglich",
	}[n]
}

func germanPeople(n Name) string {
	return [...]string{
		Waiting:         "Warten",
		GettingSomebody: "Wir holen jemanden",
		GettingVideo:    "Wir holen jemanden für einen Videoanruf",
		YouAreNext:      "Sie sind als Nächstes dran",
		BeforeYou:       "Noch {count} vor Ihnen",
		KeepOpen:        "Lassen Sie das Fenster offen oder kommen Sie später wieder, wir bleiben da.",
		KeepOpenVideo:   "Lassen Sie das Fenster offen, der Videoanruf beginnt hier.",
		WaitingTime:     "Verstrichene Wartezeit",
		StopWaiting:     "Nicht mehr warten",
		WhileWaiting:    "Möchten Sie etwas ergänzen?",
		AskedPerson:     "Sie haben nach einer Person gefragt",
		WentOn:          "Sie haben ohne eine Person weitergemacht",
		WentBack:        "Sie sind zurückgegangen",
		Stopped:         "Sie warten nicht mehr",
		NobodyFree:      "Es war niemand frei",
		Joined:          "{name} ist jetzt im Chat",
		HandedBack:      "{name} hat den Chat an den Bot zurückgegeben",
		HadToGo:         "{name} musste weg, wir fragen jemand anderen",
		PassedOn:        "{name} hat Sie an {to} weitergegeben",
		Continues:       "{name} führt den Chat weiter",
		Guest:           "Gast",
	}[n]
}

func germanLeave(n Name) string {
	return [...]string{
		LeaveTitle:   "Nachricht hinterlassen",
		YourEmail:    "Ihre E-Mail-Adresse",
		YourMessage:  "Ihre Nachricht",
		YourName:     "Ihr Name",
		YourPhone:    "Ihre Telefonnummer",
		AnswersTo:    "Wir antworten an {email}.",
		LeaveMessage: "Nachricht hinterlassen",
		NotSentStays: "Nicht gesendet. Der Text bleibt hier; versuchen Sie es gleich noch einmal.",
		MessageLeft:  "Nachricht hinterlassen",
	}[n]
}

func germanAnswers(n Name) string {
	return [...]string{
		Choices:         "Auswahl",
		Rating:          "Bewertung",
		Consent:         "Einwilligung",
		Details:         "Einzelheiten lesen",
		Search:          "Suchen",
		NothingFound:    "Hier heißt nichts so.",
		Choose:          "Wählen Sie {count} aus",
		ChooseRange:     "Wählen Sie {least} bis {most} aus",
		ChooseLeast:     "Wählen Sie mindestens {count} aus",
		ChooseMost:      "Wählen Sie bis zu {count} aus",
		ChooseAny:       "Wählen Sie beliebig viele aus",
		SoFar:           "{hint}: bisher {count}",
		Optional:        "freiwillig",
		ChooseOption:    "Bitte wählen",
		RangeFrom:       "Von",
		RangeTo:         "Bis",
		PhoneNumber:     "Telefonnummer",
		Date:            "Datum",
		Time:            "Uhrzeit",
		DateAndTime:     "Datum und Uhrzeit",
		Number:          "Zahl",
		SendPhone:       "Telefonnummer senden",
		SendDate:        "Datum senden",
		SendTime:        "Uhrzeit senden",
		SendDateAndTime: "Datum und Uhrzeit senden",
		SendNumber:      "Zahl senden",
		SendForm:        "Formular senden",
		SendChoices:     "Auswahl senden",
		SendRating:      "Bewertung senden",
		SendFiles:       "Dateien senden",
	}[n]
}
