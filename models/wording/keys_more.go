package wording

func keyFitting(n Name) string {
	return [...]string{
		Between:      "between",
		AtLeast:      "at_least",
		AtMost:       "at_most",
		FromOn:       "from_on",
		Until:        "until",
		Steps:        "steps",
		WithSteps:    "with_steps",
		PhoneWhole:   "phone_whole",
		PhoneOther:   "phone_other",
		NumberNeeded: "number_needed",
		TimeNeeded:   "time_needed",
		DateNeeded:   "date_needed",
		FillIn:       "fill_in",
		EmailShape:   "email_shape",
		WholeDate:    "whole_date",
		WholeTime:    "whole_time",
	}[n]
}

func keyFiles(n Name) string {
	return [...]string{
		AttachFile:     "attach_file",
		FilesToSend:    "files_to_send",
		ListOfFiles:    "list_of_files",
		AllowedOne:     "allowed_one",
		AllowedOneOf:   "allowed_one_of",
		AllowedMany:    "allowed_many",
		AllowedManyOf:  "allowed_many_of",
		Images:         "images",
		Videos:         "videos",
		Audios:         "audios",
		TooManyOne:     "too_many_one",
		TooManyFiles:   "too_many_files",
		EmptyFile:      "empty_file",
		LargeFile:      "large_file",
		OtherKind:      "other_kind",
		SendingFile:    "sending_file",
		RetryFile:      "retry_file",
		RemoveFile:     "remove_file",
		FileFailed:     "file_failed",
		FileWasNotSent: "file_was_not_sent",
		StaysWithYou:   "stays_with_you",
		StillOnItsWay:  "still_on_its_way",
		SomeNotSent:    "some_not_sent",
		NoFilesNow:     "no_files_now",
		FileOnItsWay:   "file_on_its_way",
		FileLost:       "file_lost",
		FileNotNow:     "file_not_now",
	}[n]
}

func keyShown(n Name) string {
	return [...]string{
		Picture:    "picture",
		Video:      "video",
		WatchVideo: "watch_video",
		Recording:  "recording",
		Listen:     "listen",
		File:       "file",
		Open:       "open",
		OpensAt:    "opens_at",
		Article:    "article",
		OneCard:    "one_card",
		Cards:      "cards",
		Bytes:      "bytes",
		Animation:  "animation",
		Confetti:   "confetti",
		Fireworks:  "fireworks",
		Hearts:     "hearts",
		Snow:       "snow",
		Balloons:   "balloons",
		ThumbsUp:   "thumbs_up",
	}[n]
}

func keyErrors(n Name) string {
	return [...]string{
		CannotEnd:       "cannot_end",
		AnswerNotSent:   "answer_not_sent",
		CouldNotSend:    "could_not_send",
		Reference:       "reference",
		NothingToSend:   "nothing_to_send",
		MessageTooLong:  "message_too_long",
		FormTooLong:     "form_too_long",
		EmailMissing:    "email_missing",
		EmailNotYet:     "email_not_yet",
		AnsweredAlready: "answered_already",
		ChoiceGone:      "choice_gone",
		ReplyGone:       "reply_gone",
		WriteBelow:      "write_below",
		MayNotWrite:     "may_not_write",
		OpenAgain:       "open_again",
		ALotAtOnce:      "a_lot_at_once",
		NotSaved:        "not_saved",
		WentWrong:       "went_wrong",
		NotPossible:     "not_possible",
	}[n]
}

func keyRefused(n Name) string {
	return [...]string{
		FieldTooLong:      "field_too_long",
		FieldNumber:       "field_number",
		FieldOption:       "field_option",
		FieldForm:         "field_form",
		FieldDate:         "field_date",
		FieldNoDay:        "field_no_day",
		FieldEmail:        "field_email",
		FieldPhone:        "field_phone",
		FieldPhoneCountry: "field_phone_country",
		FileFirst:         "file_first",
		FileGone:          "file_gone",
		FilesAtMost:       "files_at_most",
		FilesTooOften:     "files_too_often",
		FilesFull:         "files_full",
		FileOverLimit:     "file_over_limit",
		FileHasNothing:    "file_has_nothing",
		FileOfNoKind:      "file_of_no_kind",
		FileEnding:        "file_ending",
		FileContent:       "file_content",
		FileInDisguise:    "file_in_disguise",
		FileDamaged:       "file_damaged",
		FilePixels:        "file_pixels",
		FileFrames:        "file_frames",
		UploadCutOff:      "upload_cut_off",
		OverLimit:         "over_limit",
	}[n]
}
