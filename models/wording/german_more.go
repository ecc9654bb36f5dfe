package wording

func germanFitting(n Name) string {
	return [...]string{
		Between:      "Von {least} bis {most}",
		AtLeast:      "Mindestens {least}",
		AtMost:       "Höchstens {most}",
		FromOn:       "Ab {least}",
		Until:        "Bis {most}",
		Steps:        "In Schritten von {step}",
		WithSteps:    "{bounds}, in Schritten von {step}",
		PhoneWhole:   "Bitte die ganze Nummer angeben, beginnend mit + und dem Land.",
		PhoneOther:   "Bitte die ganze Nummer angeben; eine aus einem anderen Land beginnt mit +.",
		NumberNeeded: "Hier wird eine Zahl gebraucht.",
		TimeNeeded:   "Hier wird eine Uhrzeit gebraucht.",
		DateNeeded:   "Hier wird ein Datum gebraucht.",
		FillIn:       "Bitte füllen Sie dies aus.",
		EmailShape:   "Eine Adresse sieht aus wie name@example.com.",
		WholeDate:    "Hier wird ein ganzes Datum gebraucht.",
		WholeTime:    "Hier wird eine ganze Uhrzeit gebraucht.",
	}[n]
}

func germanFiles(n Name) string {
	return [...]string{
		AttachFile:     "Datei anhängen",
		FilesToSend:    "Dateien zum Senden",
		ListOfFiles:    "Dateien",
		AllowedOne:     "Eine Datei von höchstens {size}.",
		AllowedOneOf:   "Eine Datei ({kinds}) von höchstens {size}.",
		AllowedMany:    "Bis zu {count} Dateien von je höchstens {size}.",
		AllowedManyOf:  "Bis zu {count} Dateien ({kinds}) von je höchstens {size}.",
		Images:         "Bilder",
		Videos:         "Videos",
		Audios:         "Audiodateien",
		TooManyOne:     "{file}: höchstens eine Datei.",
		TooManyFiles:   "{file}: höchstens {count} Dateien.",
		EmptyFile:      "{file} ist leer.",
		LargeFile:      "{file} hat {size}; höchstens {most} gehen.",
		OtherKind:      "{file} ist von einer anderen Art. Diese gehen: {kinds}.",
		SendingFile:    "{file} wird gesendet",
		RetryFile:      "Noch einmal versuchen, {file} zu senden",
		RemoveFile:     "{file} entfernen",
		FileFailed:     "Nicht gesendet. {why}",
		FileWasNotSent: "{file} wurde nicht gesendet. {why}",
		StaysWithYou:   "Sie bleibt bei Ihnen; versuchen Sie es gleich noch einmal.",
		StillOnItsWay:  "Eine Datei ist noch unterwegs.",
		SomeNotSent:    "Eine Datei wurde nicht gesendet. Versuchen Sie es noch einmal oder entfernen Sie sie.",
		NoFilesNow:     "Dateien lassen sich jetzt nicht anhängen. Versuchen Sie es gleich noch einmal.",
		FileOnItsWay:   "Ist unterwegs …",
		FileLost:       "Diese Datei gibt es nicht mehr.",
		FileNotNow:     "Diese Datei ist im Moment nicht zu haben.",
	}[n]
}

func germanShown(n Name) string {
	return [...]string{
		Picture:    "Bild",
		Video:      "Video",
		WatchVideo: "Video ansehen",
		Recording:  "Aufnahme",
		Listen:     "Aufnahme anhören",
		File:       "Datei",
		Open:       "Öffnen",
		OpensAt:    "Öffnet {site}",
		Article:    "Artikel",
		OneCard:    "1 Karte",
		Cards:      "{count} Karten",
		Bytes:      "{count} Byte",
		Animation:  "Animation",
		Confetti:   "Konfetti",
		Fireworks:  "Feuerwerk",
		Hearts:     "Herzen",
		Snow:       "Schnee",
		Balloons:   "Luftballons",
		ThumbsUp:   "Daumen hoch",
	}[n]
}

func germanErrors(n Name) string {
	return [...]string{
		CannotEnd:       "Der Chat konnte nicht beendet werden. Versuchen Sie es gleich noch einmal.",
		AnswerNotSent:   "Das konnte jetzt nicht gesendet werden. Schreiben Sie die Antwort unten hin oder versuchen Sie es gleich noch einmal.",
		CouldNotSend:    "Das konnte nicht gesendet werden.",
		Reference:       "Referenz: {ref}",
		NothingToSend:   "Es gibt noch nichts zu senden.",
		MessageTooLong:  "Eine Nachricht hat höchstens 10 000 Zeichen; diese hat {count}.",
		FormTooLong:     "Ein Formular hat höchstens 10 000 Zeichen; dieses hat {count}.",
		EmailMissing:    "Ihre E-Mail-Adresse fehlt, damit wir antworten können.",
		EmailNotYet:     "Das ist noch keine E-Mail-Adresse; eine sieht aus wie name@example.com.",
		AnsweredAlready: "Das wurde schon beantwortet.",
		ChoiceGone:      "Diese Auswahl gibt es nicht mehr.",
		ReplyGone:       "Das gibt es nicht mehr.",
		WriteBelow:      "Gerade wird keine Nachricht erwartet; schreiben Sie sie unten hin.",
		MayNotWrite:     "Sie können hier jetzt nicht schreiben.",
		OpenAgain:       "Dieser Chat muss neu geöffnet werden.",
		ALotAtOnce:      "Das war viel auf einmal. Versuchen Sie es gleich noch einmal.",
		NotSaved:        "Das konnte gerade nicht gespeichert werden. Bitte versuchen Sie es noch einmal.",
		WentWrong:       "Bei uns ist etwas schiefgegangen. Es wurde festgehalten; versuchen Sie es noch einmal.",
		NotPossible:     "Das geht jetzt nicht. Laden Sie die Seite neu.",
	}[n]
}

func germanRefused(n Name) string {
	return [...]string{
		FieldTooLong:      "Das ist zu lang.",
		FieldNumber:       "Bitte geben Sie eine Zahl ein.",
		FieldOption:       "Bitte wählen Sie eine der Möglichkeiten.",
		FieldForm:         "Das hat nicht die nötige Form. Bitte prüfen Sie es.",
		FieldDate:         "Bitte geben Sie ein Datum ein, etwa 2026-03-31.",
		FieldNoDay:        "Diesen Tag gibt es nicht. Bitte geben Sie ein Datum ein, etwa 2026-03-31.",
		FieldEmail:        "Das sieht nicht wie eine E-Mail-Adresse aus. Bitte prüfen Sie sie.",
		FieldPhone:        "Das sieht nicht wie eine Telefonnummer aus. Bitte prüfen Sie sie.",
		FieldPhoneCountry: "Bitte geben Sie Ihre Telefonnummer mit Landesvorwahl ein, etwa +41 44 123 45 67.",
		FileFirst:         "Wählen Sie zuerst eine Datei.",
		FileGone:          "Eine Datei ist nicht mehr da. Hängen Sie sie noch einmal an.",
		FilesAtMost:       "In eine Nachricht passen höchstens {count} Dateien.",
		FilesTooOften:     "Das waren viele Dateien in kurzer Zeit. In einer Stunde können Sie weitere senden.",
		FilesFull:         "In dieser Unterhaltung ist kein Platz für weitere Dateien.",
		FileOverLimit:     "{file} ist größer als die erlaubten {most} MB.",
		FileHasNothing:    "{file} ist leer, es gibt nichts zu senden.",
		FileOfNoKind:      "{file} ist von einer Art, die sich nicht senden lässt. Bilder, PDF, Text, Office-Dokumente, ZIP, Ton und Video gehen.",
		FileEnding:        "{file} lässt sich nicht senden: Dateien mit der Endung {ending} werden nicht angenommen.",
		FileContent:       "Der Inhalt von {file} passt nicht zu seiner Endung.",
		FileInDisguise:    "Der Inhalt von {file} ist etwas anderes, als seine Endung sagt.",
		FileDamaged:       "{file} ist beschädigt: Die Datei lässt sich nicht als Bild lesen.",
		FilePixels:        "{file} ist ein zu großes Bild: {width} × {height} Pixel. Höchstens 16 384 je Seite und {most} Millionen insgesamt gehen.",
		FileFrames:        "{file} enthält zu viele Bilder: Höchstens {count} können sich bewegen.",
		UploadCutOff:      "Das Hochladen ist vorzeitig abgebrochen. Versuchen Sie es noch einmal.",
		OverLimit:         "Das ist zu groß: höchstens {most}.",
	}[n]
}
