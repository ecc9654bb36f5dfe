package wording

func dutchFitting(n Name) string {
	return [...]string{
		Between:      "Van {least} tot {most}",
		AtLeast:      "Minstens {least}",
		AtMost:       "Hoogstens {most}",
		FromOn:       "Vanaf {least}",
		Until:        "Tot {most}",
		Steps:        "In stappen van {step}",
		WithSteps:    "{bounds}, in stappen van {step}",
		PhoneWhole:   "Vul het hele nummer in, beginnend met + en het land.",
		PhoneOther:   "Vul het hele nummer in; een nummer uit een ander land begint met +.",
		NumberNeeded: "Hier is een getal nodig.",
		TimeNeeded:   "Hier is een tijd nodig.",
		DateNeeded:   "Hier is een datum nodig.",
		FillIn:       "Vul dit in.",
		EmailShape:   "Een adres ziet eruit als naam@example.com.",
		WholeDate:    "Hier is een volledige datum nodig.",
		WholeTime:    "Hier is een volledige tijd nodig.",
	}[n]
}

func dutchFiles(n Name) string {
	return [...]string{
		AttachFile:     "Bestand toevoegen",
		FilesToSend:    "Te versturen bestanden",
		ListOfFiles:    "Bestanden",
		AllowedOne:     "Eén bestand van hoogstens {size}.",
		AllowedOneOf:   "Eén bestand ({kinds}) van hoogstens {size}.",
		AllowedMany:    "Tot {count} bestanden van elk hoogstens {size}.",
		AllowedManyOf:  "Tot {count} bestanden ({kinds}) van elk hoogstens {size}.",
		Images:         "afbeeldingen",
		Videos:         "video’s",
		Audios:         "audiobestanden",
		TooManyOne:     "{file}: hoogstens één bestand.",
		TooManyFiles:   "{file}: hoogstens {count} bestanden.",
		EmptyFile:      "{file} is leeg.",
		LargeFile:      "{file} is {size}; hoogstens {most}.",
		OtherKind:      "{file} is van een ander soort. Deze kunnen wel: {kinds}.",
		SendingFile:    "{file} wordt verstuurd",
		RetryFile:      "Opnieuw proberen {file} te versturen",
		RemoveFile:     "{file} verwijderen",
		FileFailed:     "Niet verstuurd. {why}",
		FileWasNotSent: "{file} is niet verstuurd. {why}",
		StaysWithYou:   "Het blijft bij u; probeer het zo nog eens.",
		StillOnItsWay:  "Er is nog een bestand onderweg.",
		SomeNotSent:    "Een bestand is niet verstuurd. Probeer het opnieuw of verwijder het.",
		NoFilesNow:     "Bestanden kunnen nu niet worden toegevoegd. Probeer het zo nog eens.",
		FileOnItsWay:   "Onderweg…",
		FileLost:       "Dit bestand is niet meer beschikbaar.",
		FileNotNow:     "Dit bestand is op dit moment niet beschikbaar.",
	}[n]
}

func dutchShown(n Name) string {
	return [...]string{
		Picture:    "Afbeelding",
		Video:      "Video",
		WatchVideo: "Video bekijken",
		Recording:  "Opname",
		Listen:     "Opname beluisteren",
		File:       "Bestand",
		Open:       "Openen",
		OpensAt:    "Opent {site}",
		Article:    "Artikel",
		OneCard:    "1 kaart",
		Cards:      "{count} kaarten",
		Bytes:      "{count} bytes",
		Animation:  "Animatie",
		Confetti:   "Confetti",
		Fireworks:  "Vuurwerk",
		Hearts:     "Hartjes",
		Snow:       "Sneeuw",
		Balloons:   "Ballonnen",
		ThumbsUp:   "Duim omhoog",
	}[n]
}

func dutchErrors(n Name) string {
	return [...]string{
		CannotEnd:       "De chat kon niet worden beëindigd. Probeer het zo nog eens.",
		AnswerNotSent:   "Dat kon nu niet worden verstuurd. Schrijf het antwoord hieronder of probeer het zo nog eens.",
		CouldNotSend:    "Dat kon niet worden verstuurd.",
		Reference:       "Referentie: {ref}",
		NothingToSend:   "Er is nog niets om te versturen.",
		MessageTooLong:  "Een bericht heeft hoogstens 10 000 tekens; dit heeft er {count}.",
		FormTooLong:     "Een formulier heeft hoogstens 10 000 tekens; dit heeft er {count}.",
		EmailMissing:    "Uw e-mailadres ontbreekt, zodat we kunnen antwoorden.",
		EmailNotYet:     "Dit is nog geen e-mailadres; dat ziet eruit als naam@example.com.",
		AnsweredAlready: "Dat is al beantwoord.",
		ChoiceGone:      "Deze keuze wordt niet meer aangeboden.",
		ReplyGone:       "Dit wordt niet meer aangeboden.",
		WriteBelow:      "Er wordt nu niet om een bericht gevraagd; schrijf het hieronder.",
		MayNotWrite:     "U kunt hier nu niet schrijven.",
		OpenAgain:       "Deze chat moet opnieuw worden geopend.",
		ALotAtOnce:      "Dat was veel tegelijk. Probeer het zo nog eens.",
		NotSaved:        "Dit kon zojuist niet worden opgeslagen. Probeer het opnieuw.",
		WentWrong:       "Er ging hier iets mis. Het is genoteerd; probeer het opnieuw.",
		NotPossible:     "Dat kan nu niet. Laad de pagina opnieuw.",
	}[n]
}

func dutchRefused(n Name) string {
	return [...]string{
		FieldTooLong:      "Dit is te lang.",
		FieldNumber:       "Vul een getal in.",
		FieldOption:       "Kies een van de mogelijkheden.",
		FieldForm:         "Dit heeft niet de juiste vorm. Controleer het.",
		FieldDate:         "Vul een datum in, zoals 2026-03-31.",
		FieldNoDay:        "Deze dag bestaat niet. Vul een datum in, zoals 2026-03-31.",
		FieldEmail:        "Dit lijkt geen e-mailadres. Controleer het.",
		FieldPhone:        "Dit lijkt geen telefoonnummer. Controleer het.",
		FieldPhoneCountry: "Vul uw nummer in met de landcode, zoals +41 44 123 45 67.",
		FileFirst:         "Kies eerst een bestand.",
		FileGone:          "Een bestand is er niet meer. Voeg het opnieuw toe.",
		FilesAtMost:       "In één bericht passen hoogstens {count} bestanden.",
		FilesTooOften:     "Dat waren veel bestanden in korte tijd. Over een uur kunt u er meer versturen.",
		FilesFull:         "In dit gesprek is geen plaats voor meer bestanden.",
		FileOverLimit:     "{file} is groter dan de limiet van {most} MB.",
		FileHasNothing:    "{file} is leeg, er is niets om te versturen.",
		FileOfNoKind:      "{file} is van een soort die niet kan worden verstuurd. Afbeeldingen, pdf, tekst, Office-documenten, zip, geluid en video kunnen wel.",
		FileEnding:        "{file} kan niet worden verstuurd: bestanden die eindigen op {ending} worden niet aangenomen.",
		FileContent:       "De inhoud van {file} past niet bij de extensie.",
		FileInDisguise:    "De inhoud van {file} is iets anders dan de extensie zegt.",
		FileDamaged:       "{file} is beschadigd: het kan niet als afbeelding worden gelezen.",
		FilePixels:        "{file} is een te grote afbeelding: {width} × {height} pixels. Hoogstens 16 384 per zijde en {most} miljoen in totaal.",
		FileFrames:        "{file} bevat te veel afbeeldingen: hoogstens {count} kunnen bewegen.",
		UploadCutOff:      "Het uploaden is voortijdig afgebroken. Probeer het opnieuw.",
		OverLimit:         "Dat is te groot: hoogstens {most}.",
	}[n]
}
