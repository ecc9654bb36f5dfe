package wording

func italianFitting(n Name) string {
	return [...]string{
		Between:      "Da {least} a {most}",
		AtLeast:      "Almeno {least}",
		AtMost:       "Al massimo {most}",
		FromOn:       "Dal {least} in poi",
		Until:        "Fino a {most}",
		Steps:        "A passi di {step}",
		WithSteps:    "{bounds}, a passi di {step}",
		PhoneWhole:   "Serve il numero completo, che inizi con + e il Paese.",
		PhoneOther:   "Serve il numero completo; quello di un altro Paese inizia con +.",
		NumberNeeded: "Qui serve un numero.",
		TimeNeeded:   "Qui serve un’ora.",
		DateNeeded:   "Qui serve una data.",
		FillIn:       "Compili questo campo.",
		EmailShape:   "Un indirizzo è come nome@example.com.",
		WholeDate:    "Qui serve una data completa.",
		WholeTime:    "Qui serve un’ora completa.",
	}[n]
}

func italianFiles(n Name) string {
	return [...]string{
		AttachFile:     "Allega un file",
		FilesToSend:    "File da inviare",
		ListOfFiles:    "File",
		AllowedOne:     "Un file di {size} al massimo.",
		AllowedOneOf:   "Un file ({kinds}) di {size} al massimo.",
		AllowedMany:    "Fino a {count} file di {size} al massimo ciascuno.",
		AllowedManyOf:  "Fino a {count} file ({kinds}) di {size} al massimo ciascuno.",
		Images:         "immagini",
		Videos:         "video",
		Audios:         "file audio",
		TooManyOne:     "{file}: un file al massimo.",
		TooManyFiles:   "{file}: {count} file al massimo.",
		EmptyFile:      "{file} è vuoto.",
		LargeFile:      "{file} è di {size}; al massimo {most}.",
		OtherKind:      "{file} è di un altro tipo. Vanno bene: {kinds}.",
		SendingFile:    "Invio di {file}",
		RetryFile:      "Riprova a inviare {file}",
		RemoveFile:     "Rimuovi {file}",
		FileFailed:     "Non inviato. {why}",
		FileWasNotSent: "{file} non è stato inviato. {why}",
		StaysWithYou:   "Resta da Lei; riprovi tra un momento.",
		StillOnItsWay:  "Un file è ancora in viaggio.",
		SomeNotSent:    "Un file non è stato inviato. Riprovi o lo rimuova.",
		NoFilesNow:     "Ora non si possono allegare file. Riprovi tra un momento.",
		FileOnItsWay:   "In arrivo…",
		FileLost:       "Questo file non è più disponibile.",
		FileNotNow:     "Questo file al momento non è disponibile.",
	}[n]
}

func italianShown(n Name) string {
	return [...]string{
		Picture:    "Immagine",
		Video:      "Video",
		WatchVideo: "Guarda il video",
		Recording:  "Registrazione",
		Listen:     "Ascolta la registrazione",
		File:       "File",
		Open:       "Apri",
		OpensAt:    "Apre {site}",
		Article:    "Articolo",
		OneCard:    "1 scheda",
		Cards:      "{count} schede",
		Bytes:      "{count} byte",
		Animation:  "Animazione",
		Confetti:   "Coriandoli",
		Fireworks:  "Fuochi d’artificio",
		Hearts:     "Cuori",
		Snow:       "Neve",
		Balloons:   "Palloncini",
		ThumbsUp:   "Pollice in su",
	}[n]
}

func italianErrors(n Name) string {
	return [...]string{
		CannotEnd:       "Non è stato possibile terminare la chat. Riprovi tra un momento.",
		AnswerNotSent:   "Non è stato possibile inviare. Scriva la risposta qui sotto o riprovi tra un momento.",
		CouldNotSend:    "Non è stato possibile inviare.",
		Reference:       "Riferimento: {ref}",
		NothingToSend:   "Non c’è ancora nulla da inviare.",
		MessageTooLong:  "Un messaggio ha al massimo 10 000 caratteri; questo ne ha {count}.",
		FormTooLong:     "Un modulo ha al massimo 10 000 caratteri; questo ne ha {count}.",
		EmailMissing:    "Manca il Suo indirizzo e-mail, per poterLe rispondere.",
		EmailNotYet:     "Non è ancora un indirizzo e-mail; uno è come nome@example.com.",
		AnsweredAlready: "Ha già risposto.",
		ChoiceGone:      "Questa scelta non è più disponibile.",
		ReplyGone:       "Non è più disponibile.",
		WriteBelow:      "Al momento non si chiede un messaggio; lo scriva qui sotto.",
		MayNotWrite:     "Ora non può scrivere qui.",
		OpenAgain:       "Questa chat va riaperta.",
		ALotAtOnce:      "È stato molto in una volta. Riprovi tra un momento.",
		NotSaved:        "Non è stato possibile salvare. Riprovi.",
		WentWrong:       "Qualcosa è andato storto da noi. È stato annotato; riprovi.",
		NotPossible:     "Ora non è possibile. Ricarichi la pagina.",
	}[n]
}

func italianRefused(n Name) string {
	return [...]string{
		FieldTooLong:      "È troppo lungo.",
		FieldNumber:       "Scriva un numero.",
		FieldOption:       "Scelga una delle opzioni.",
		FieldForm:         "Non ha la forma richiesta. La controlli.",
		FieldDate:         "Scriva una data, come 2026-03-31.",
		FieldNoDay:        "Questo giorno non esiste. Scriva una data, come 2026-03-31.",
		FieldEmail:        "Non sembra un indirizzo e-mail. Lo controlli.",
		FieldPhone:        "Non sembra un numero di telefono. Lo controlli.",
		FieldPhoneCountry: "Scriva il Suo numero con il prefisso del Paese, come +41 44 123 45 67.",
		FileFirst:         "Scelga prima un file.",
		FileGone:          "Un file non è più qui. Lo alleghi di nuovo.",
		FilesAtMost:       "In un messaggio vanno al massimo {count} file.",
		FilesTooOften:     "Sono stati molti file in poco tempo. Potrà inviarne altri tra un’ora.",
		FilesFull:         "In questa conversazione non c’è posto per altri file.",
		FileOverLimit:     "{file} supera il limite di {most} MB.",
		FileHasNothing:    "{file} è vuoto, non c’è nulla da inviare.",
		FileOfNoKind:      "{file} è di un tipo che non si può inviare. Vanno bene immagini, PDF, testo, documenti Office, ZIP, audio e video.",
		FileEnding:        "{file} non si può inviare: i file che finiscono in {ending} non sono accettati.",
		FileContent:       "Il contenuto di {file} non corrisponde alla sua estensione.",
		FileInDisguise:    "Il contenuto di {file} è diverso da quanto dice la sua estensione.",
		FileDamaged:       "{file} è danneggiato: non si può leggere come immagine.",
		FilePixels:        "{file} è un’immagine troppo grande: {width} × {height} pixel. Al massimo 16 384 per lato e {most} milioni in tutto.",
		FileFrames:        "{file} contiene troppe immagini: al massimo {count} possono muoversi.",
		UploadCutOff:      "L’invio si è interrotto prima della fine. Riprovi.",
		OverLimit:         "È troppo grande: al massimo {most}.",
	}[n]
}
