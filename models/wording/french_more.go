package wording

func frenchFitting(n Name) string {
	return [...]string{
		Between:      "De {least} à {most}",
		AtLeast:      "Au moins {least}",
		AtMost:       "Au plus {most}",
		FromOn:       "À partir de {least}",
		Until:        "Jusqu’à {most}",
		Steps:        "Par pas de {step}",
		WithSteps:    "{bounds}, par pas de {step}",
		PhoneWhole:   "Indiquez le numéro complet, en commençant par + et le pays.",
		PhoneOther:   "Indiquez le numéro complet ; celui d’un autre pays commence par +.",
		NumberNeeded: "Un nombre est attendu ici.",
		TimeNeeded:   "Une heure est attendue ici.",
		DateNeeded:   "Une date est attendue ici.",
		FillIn:       "Veuillez remplir ce champ.",
		EmailShape:   "Une adresse ressemble à nom@example.com.",
		WholeDate:    "Une date complète est attendue ici.",
		WholeTime:    "Une heure complète est attendue ici.",
	}[n]
}

func frenchFiles(n Name) string {
	return [...]string{
		AttachFile:     "Joindre un fichier",
		FilesToSend:    "Fichiers à envoyer",
		ListOfFiles:    "Fichiers",
		AllowedOne:     "Un fichier de {size} au plus.",
		AllowedOneOf:   "Un fichier ({kinds}) de {size} au plus.",
		AllowedMany:    "Jusqu’à {count} fichiers de {size} au plus chacun.",
		AllowedManyOf:  "Jusqu’à {count} fichiers ({kinds}) de {size} au plus chacun.",
		Images:         "images",
		Videos:         "vidéos",
		Audios:         "fichiers audio",
		TooManyOne:     "{file} : un fichier au plus.",
		TooManyFiles:   "{file} : {count} fichiers au plus.",
		EmptyFile:      "{file} est vide.",
		LargeFile:      "{file} fait {size} ; {most} au plus.",
		OtherKind:      "{file} est d’un autre type. Types acceptés : {kinds}.",
		SendingFile:    "Envoi de {file}",
		RetryFile:      "Réessayer d’envoyer {file}",
		RemoveFile:     "Retirer {file}",
		FileFailed:     "Non envoyé. {why}",
		FileWasNotSent: "{file} n’a pas été envoyé. {why}",
		StaysWithYou:   "Il reste chez vous ; réessayez dans un instant.",
		StillOnItsWay:  "Un fichier est encore en route.",
		SomeNotSent:    "Un fichier n’a pas été envoyé. Réessayez ou retirez-le.",
		NoFilesNow:     "Impossible de joindre des fichiers maintenant. Réessayez dans un instant.",
		FileOnItsWay:   "En route…",
		FileLost:       "Ce fichier n’est plus disponible.",
		FileNotNow:     "Ce fichier n’est pas disponible pour le moment.",
	}[n]
}

func frenchShown(n Name) string {
	return [...]string{
		Picture:    "Image",
		Video:      "Vidéo",
		WatchVideo: "Regarder la vidéo",
		Recording:  "Enregistrement",
		Listen:     "Écouter l’enregistrement",
		File:       "Fichier",
		Open:       "Ouvrir",
		OpensAt:    "Ouvre {site}",
		Article:    "Article",
		OneCard:    "1 carte",
		Cards:      "{count} cartes",
		Bytes:      "{count} octets",
		Animation:  "Animation",
		Confetti:   "Confettis",
		Fireworks:  "Feu d’artifice",
		Hearts:     "Cœurs",
		Snow:       "Neige",
		Balloons:   "Ballons",
		ThumbsUp:   "Pouce levé",
	}[n]
}

func frenchErrors(n Name) string {
	return [...]string{
		CannotEnd:       "Le chat n’a pas pu être terminé. Réessayez dans un instant.",
		AnswerNotSent:   "Cela n’a pas pu être envoyé. Écrivez la réponse ci-dessous ou réessayez dans un instant.",
		CouldNotSend:    "Cela n’a pas pu être envoyé.",
		Reference:       "Référence : {ref}",
		NothingToSend:   "Il n’y a encore rien à envoyer.",
		MessageTooLong:  "Un message a au plus 10 000 caractères ; celui-ci en a {count}.",
		FormTooLong:     "Un formulaire a au plus 10 000 caractères ; celui-ci en a {count}.",
		EmailMissing:    "Il manque votre adresse e-mail pour que nous puissions répondre.",
		EmailNotYet:     "Ce n’est pas encore une adresse e-mail ; une adresse ressemble à nom@example.com.",
		AnsweredAlready: "Vous avez déjà répondu.",
		ChoiceGone:      "Ce choix n’est plus proposé.",
		ReplyGone:       "Ce n’est plus proposé.",
		WriteBelow:      "Aucun message n’est demandé en ce moment ; écrivez-le ci-dessous.",
		MayNotWrite:     "Vous ne pouvez pas écrire ici maintenant.",
		OpenAgain:       "Ce chat doit être rouvert.",
		ALotAtOnce:      "C’était beaucoup à la fois. Réessayez dans un instant.",
		NotSaved:        "Cela n’a pas pu être enregistré à l’instant. Veuillez réessayer.",
		WentWrong:       "Une erreur s’est produite chez nous. Elle a été notée ; réessayez.",
		NotPossible:     "Ce n’est pas possible maintenant. Rechargez la page.",
	}[n]
}

func frenchRefused(n Name) string {
	return [...]string{
		FieldTooLong:      "C’est trop long.",
		FieldNumber:       "Veuillez saisir un nombre.",
		FieldOption:       "Veuillez choisir une des options.",
		FieldForm:         "Le format ne convient pas. Veuillez vérifier.",
		FieldDate:         "Veuillez saisir une date, par exemple 2026-03-31.",
		FieldNoDay:        "Ce jour n’existe pas. Veuillez saisir une date, par exemple 2026-03-31.",
		FieldEmail:        "Cela ne ressemble pas à une adresse e-mail. Veuillez vérifier.",
		FieldPhone:        "Cela ne ressemble pas à un numéro de téléphone. Veuillez vérifier.",
		FieldPhoneCountry: "Veuillez saisir votre numéro avec l’indicatif du pays, par exemple +41 44 123 45 67.",
		FileFirst:         "Choisissez d’abord un fichier.",
		FileGone:          "Un fichier n’est plus là. Joignez-le de nouveau.",
		FilesAtMost:       "Un message contient au plus {count} fichiers.",
		FilesTooOften:     "C’était beaucoup de fichiers en peu de temps. Vous pourrez en envoyer d’autres dans une heure.",
		FilesFull:         "Cette conversation n’a plus de place pour d’autres fichiers.",
		FileOverLimit:     "{file} dépasse la limite de {most} Mo.",
		FileHasNothing:    "{file} est vide, il n’y a rien à envoyer.",
		FileOfNoKind:      "{file} est d’un type qui ne peut pas être envoyé. Images, PDF, texte, documents bureautiques, ZIP, son et vidéo sont acceptés.",
		FileEnding:        "{file} ne peut pas être envoyé : les fichiers en {ending} ne sont pas acceptés.",
		FileContent:       "Le contenu de {file} ne correspond pas à son extension.",
		FileInDisguise:    "Le contenu de {file} est autre chose que ce qu’indique son extension.",
		FileDamaged:       "{file} est endommagé : il ne peut pas être lu comme image.",
		FilePixels:        "{file} est une image trop grande : {width} × {height} pixels. Au plus 16 384 par côté et {most} millions en tout.",
		FileFrames:        "{file} contient trop d’images : au plus {count} peuvent être animées.",
		UploadCutOff:      "L’envoi a été interrompu avant la fin. Réessayez.",
		OverLimit:         "C’est trop volumineux : {most} au plus.",
	}[n]
}
