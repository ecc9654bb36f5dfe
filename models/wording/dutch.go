package wording

func dutchStart(n Name) string {
	return [...]string{
		OpenChat:     "Chat openen",
		CloseChat:    "Chat sluiten",
		CannotOpen:   "De chat kan op dit moment niet worden geopend.",
		Dismiss:      "Sluiten",
		UnreadOne:    "nieuw bericht",
		UnreadMany:   "nieuwe berichten",
		Conversation: "Gesprek",
		Messages:     "Berichten",
		Earlier:      "Eerdere berichten",
		Newer:        "Nieuwe berichten",
		Reconnecting: "Opnieuw verbinden…",
		QuickReplies: "Snelle antwoorden",
		Credit:       "Werkt met Deskbell",
		Over:         "Deze chat is beëindigd.",
		StartAnew:    "Nieuw gesprek beginnen",
		NotOpen:      "Deze chat is nog niet geopend",
		NotOpenWhy:   "Hij gaat open zodra de flow waarmee hij begint is gepubliceerd.",
	}[n]
}

func dutchChat(n Name) string {
	return [...]string{
		Message:        "Bericht",
		WriteMessage:   "Schrijf een bericht",
		Send:           "Versturen",
		You:            "U",
		Bot:            "Bot",
		Sending:        "Versturen…",
		Sent:           "Verstuurd",
		Seen:           "Gezien",
		NotSent:        "Niet verstuurd.",
		TryAgain:       "Opnieuw proberen",
		Typing:         "{name} is aan het typen",
		Deleted:        "Bericht verwijderd",
		Edited:         "bewerkt",
		Skip:           "Overslaan",
		Back:           "Terug",
		EndChat:        "Chat beëindigen",
		EndNow:         "Nu beëindigen",
		ChatEnded:      "Chat beëindigd",
		GoesOn:         "De chat gaat verder",
		TooLong:        "Dat zijn {count} tekens meer dan in één keer kunnen worden verstuurd. Maak de tekst korter of verstuur hem in delen.",
		CharactersLeft: "Nog {count} tekens over.",
		Blocked:        "U kunt hier niet meer schrijven.",
		BlockedUntil:   "U kunt hier tot {time} niet schrijven.",
		BlockedNow:     "U kunt hier nu niet schrijven",
	}[n]
}

func dutchPeople(n Name) string {
	return [...]string{
		Waiting:         "Wachten",
		GettingSomebody: "We halen iemand",
		GettingVideo:    "We halen iemand voor een videogesprek",
		YouAreNext:      "U bent de volgende",
		BeforeYou:       "Nog {count} voor u",
		KeepOpen:        "Laat dit open of kom later terug, wij blijven hier.",
		KeepOpenVideo:   "Laat dit open, het videogesprek begint hier.",
		WaitingTime:     "Verstreken wachttijd",
		StopWaiting:     "Niet meer wachten",
		WhileWaiting:    "Voeg iets toe terwijl u wacht",
		AskedPerson:     "U hebt om een medewerker gevraagd",
		WentOn:          "U bent zonder medewerker verdergegaan",
		WentBack:        "U bent teruggegaan",
		Stopped:         "U wacht niet meer",
		NobodyFree:      "Er was niemand beschikbaar",
		Joined:          "{name} neemt nu deel aan de chat",
		HandedBack:      "{name} heeft de chat teruggegeven aan de bot",
		HadToGo:         "{name} moest weg, we vragen iemand anders",
		PassedOn:        "{name} heeft u doorverbonden met {to}",
		Continues:       "{name} gaat verder met de chat",
		Guest:           "Gast",
	}[n]
}

func dutchLeave(n Name) string {
	return [...]string{
		LeaveTitle:   "Laat een bericht achter",
		YourEmail:    "Uw e-mailadres",
		YourMessage:  "Uw bericht",
		YourName:     "Uw naam",
		YourPhone:    "Uw telefoonnummer",
		AnswersTo:    "We antwoorden naar {email}.",
		LeaveMessage: "Bericht achterlaten",
		NotSentStays: "Niet verstuurd. Het blijft hier staan; probeer het zo nog eens.",
		MessageLeft:  "Bericht achtergelaten",
	}[n]
}

func dutchAnswers(n Name) string {
	return [...]string{
		Choices:         "Keuzes",
		Rating:          "Beoordeling",
		Consent:         "Toestemming",
		Details:         "Details lezen",
		Search:          "Zoeken",
		NothingFound:    "Hier heet niets zo.",
		Choose:          "Kies er {count}",
		ChooseRange:     "Kies er {least} tot {most}",
		ChooseLeast:     "Kies er minstens {count}",
		ChooseMost:      "Kies er hoogstens {count}",
		ChooseAny:       "Kies er zoveel u wilt",
		SoFar:           "{hint}: tot nu toe {count}",
		Optional:        "optioneel",
		ChooseOption:    "Kies",
		RangeFrom:       "Van",
		RangeTo:         "Tot",
		PhoneNumber:     "Telefoonnummer",
		Date:            "Datum",
		Time:            "Tijd",
		DateAndTime:     "Datum en tijd",
		Number:          "Getal",
		SendPhone:       "Telefoonnummer versturen",
		SendDate:        "Datum versturen",
		SendTime:        "Tijd versturen",
		SendDateAndTime: "Datum en tijd versturen",
		SendNumber:      "Getal versturen",
		SendForm:        "Formulier versturen",
		SendChoices:     "Keuzes versturen",
		SendRating:      "Beoordeling versturen",
		SendFiles:       "Bestanden versturen",
	}[n]
}
