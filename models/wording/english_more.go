package wording

func englishFitting(n Name) string {
	return [...]string{
		Between:      "From {least} to {most}",
		AtLeast:      "At least {least}",
		AtMost:       "At most {most}",
		FromOn:       "From {least} on",
		Until:        "Until {most}",
		Steps:        "In steps of {step}",
		WithSteps:    "{bounds}, in steps of {step}",
		PhoneWhole:   "The whole number is needed, beginning with + and the country.",
		PhoneOther:   "The whole number is needed; one of another country begins with +.",
		NumberNeeded: "A number is needed here.",
		TimeNeeded:   "A time is needed here.",
		DateNeeded:   "A date is needed here.",
		FillIn:       "Please fill this in.",
		EmailShape:   "One looks like name@example.com.",
		WholeDate:    "A whole date is needed here.",
		WholeTime:    "A whole time is needed here.",
	}[n]
}

func englishFiles(n Name) string {
	return [...]string{
		AttachFile:     "Attach a file",
		FilesToSend:    "Files to send",
		ListOfFiles:    "Files",
		AllowedOne:     "A file of at most {size}.",
		AllowedOneOf:   "A file ({kinds}) of at most {size}.",
		AllowedMany:    "Up to {count} files of at most {size} each.",
		AllowedManyOf:  "Up to {count} files ({kinds}) of at most {size} each.",
		Images:         "images",
		Videos:         "videos",
		Audios:         "audios",
		TooManyOne:     "{file}: one file at most.",
		TooManyFiles:   "{file}: {count} files at most.",
		EmptyFile:      "{file} is empty.",
		LargeFile:      "{file} has {size}; {most} at most.",
		OtherKind:      "{file} is of another kind. These go: {kinds}.",
		SendingFile:    "Sending {file}",
		RetryFile:      "Try again to send {file}",
		RemoveFile:     "Remove {file}",
		FileFailed:     "Not sent. {why}",
		FileWasNotSent: "{file} was not sent. {why}",
		StaysWithYou:   "It stays with you; try again in a moment.",
		StillOnItsWay:  "A file is still on its way.",
		SomeNotSent:    "A file was not sent. Try it again, or remove it.",
		NoFilesNow:     "Files cannot be attached now. Try again in a moment.",
		FileOnItsWay:   "On its way…",
		FileLost:       "This file can no longer be had.",
		FileNotNow:     "This file cannot be had just now.",
	}[n]
}

func englishShown(n Name) string {
	return [...]string{
		Picture:    "Picture",
		Video:      "Video",
		WatchVideo: "Watch the video",
		Recording:  "Recording",
		Listen:     "Listen to the recording",
		File:       "File",
		Open:       "Open",
		OpensAt:    "Opens {site}",
		Article:    "Article",
		OneCard:    "1 card",
		Cards:      "{count} cards",
		Bytes:      "{count} bytes",
		Animation:  "Animation",
		Confetti:   "Confetti",
		Fireworks:  "Fireworks",
		Hearts:     "Hearts",
		Snow:       "Snow",
		Balloons:   "Balloons",
		ThumbsUp:   "Thumbs up",
	}[n]
}

func englishErrors(n Name) string {
	return [...]string{
		CannotEnd:       "The chat could not be ended. Try again in a moment.",
		AnswerNotSent:   "That could not be sent now. Write the answer below, or try again in a moment.",
		CouldNotSend:    "That could not be sent.",
		Reference:       "Reference: {ref}",
		NothingToSend:   "There is nothing to send yet.",
		MessageTooLong:  "A message has at most 10,000 characters; this one has {count}.",
		FormTooLong:     "A form has at most 10,000 characters; this one has {count}.",
		EmailMissing:    "Your email address is missing, so that we can answer.",
		EmailNotYet:     "This is not an email address yet; one looks like name@example.com.",
		AnsweredAlready: "That was answered already.",
		ChoiceGone:      "This choice is no longer offered.",
		ReplyGone:       "This is no longer offered.",
		WriteBelow:      "No message is asked for now; write it below.",
		MayNotWrite:     "You cannot write here now.",
		OpenAgain:       "This chat has to be opened again.",
		ALotAtOnce:      "That was a lot at once. Try again in a moment.",
		NotSaved:        "This could not be saved just now. Please try again.",
		WentWrong:       "Something went wrong here. It was noted; try again.",
		NotPossible:     "That is not possible now. Load the page again.",
	}[n]
}

func englishRefused(n Name) string {
	return [...]string{
		FieldTooLong:      "This is too long.",
		FieldNumber:       "Please type a number.",
		FieldOption:       "Please choose one of the options.",
		FieldForm:         "This does not have the form that is needed. Please check it.",
		FieldDate:         "Please type a date, like 2026-03-31.",
		FieldNoDay:        "There is no such day. Please type a date, like 2026-03-31.",
		FieldEmail:        "This does not look like an email address. Please check it.",
		FieldPhone:        "This does not look like a phone number. Please check it.",
		FieldPhoneCountry: "Please type your phone number with the code of its country, like +41 44 123 45 67.",
		FileFirst:         "Choose a file first.",
		FileGone:          "A file is not here any more. Attach it again.",
		FilesAtMost:       "At most {count} files go into one message.",
		FilesTooOften:     "That were many files in a short time. The next ones can be sent in an hour.",
		FilesFull:         "This conversation has no room for more files.",
		FileOverLimit:     "{file} is larger than {most} MB, which is the limit.",
		FileHasNothing:    "{file} is empty, there is nothing to send.",
		FileOfNoKind:      "{file} is of a kind that cannot be sent. Pictures, PDF, text, office documents, ZIP, sound and video can.",
		FileEnding:        "{file} cannot be sent: files that end in {ending} are not taken.",
		FileContent:       "{file} ends like {kind}, but its content is not one.",
		FileInDisguise:    "{file} ends like {kind}, but is {other}.",
		FileDamaged:       "{file} is damaged: it cannot be read as a picture.",
		FilePixels:        "{file} is too large a picture: {width} × {height} pixels. At most 16,384 go on a side, and {most} million in all.",
		FileFrames:        "{file} has too many pictures in it: at most {count} can move.",
		UploadCutOff:      "The upload was cut off before its end. Try again.",
		OverLimit:         "That is too large: at most {most}.",
	}[n]
}
