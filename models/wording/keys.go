package wording

func keyStart(n Name) string {
	return [...]string{
		OpenChat:     "open_chat",
		CloseChat:    "close_chat",
		CannotOpen:   "cannot_open",
		Dismiss:      "dismiss",
		UnreadOne:    "unread_one",
		UnreadMany:   "unread_many",
		Conversation: "conversation",
		Messages:     "messages",
		Earlier:      "earlier",
		Newer:        "newer",
		Reconnecting: "reconnecting",
		QuickReplies: "quick_replies",
		Credit:       "credit",
		Over:         "over",
		StartAnew:    "start_anew",
		NotOpen:      "not_open",
		NotOpenWhy:   "not_open_why",
	}[n]
}

func keyChat(n Name) string {
	return [...]string{
		Message:        "message",
		WriteMessage:   "write_message",
		Send:           "send",
		You:            "you",
		Bot:            "bot",
		Sending:        "sending",
		Sent:           "sent",
		Seen:           "seen",
		NotSent:        "not_sent",
		TryAgain:       "try_again",
		Typing:         "typing",
		Deleted:        "deleted",
		Edited:         "edited",
		Skip:           "skip",
		Back:           "back",
		EndChat:        "end_chat",
		EndNow:         "end_now",
		ChatEnded:      "chat_ended",
		GoesOn:         "goes_on",
		TooLong:        "too_long",
		CharactersLeft: "characters_left",
		Blocked:        "blocked",
		BlockedUntil:   "blocked_until",
		BlockedNow:     "blocked_now",
	}[n]
}

func keyPeople(n Name) string {
	return [...]string{
		Waiting:         "waiting",
		GettingSomebody: "getting_somebody",
		GettingVideo:    "getting_video",
		YouAreNext:      "you_are_next",
		BeforeYou:       "before_you",
		KeepOpen:        "keep_open",
		KeepOpenVideo:   "keep_open_video",
		WaitingTime:     "waiting_time",
		StopWaiting:     "stop_waiting",
		WhileWaiting:    "while_waiting",
		AskedPerson:     "asked_person",
		WentOn:          "went_on",
		WentBack:        "went_back",
		Stopped:         "stopped",
		NobodyFree:      "nobody_free",
		Joined:          "joined",
		HandedBack:      "handed_back",
		HadToGo:         "had_to_go",
		PassedOn:        "passed_on",
		Continues:       "continues",
		Guest:           "guest",
	}[n]
}

func keyLeave(n Name) string {
	return [...]string{
		LeaveTitle:   "leave_title",
		YourEmail:    "your_email",
		YourMessage:  "your_message",
		YourName:     "your_name",
		YourPhone:    "your_phone",
		AnswersTo:    "answers_to",
		LeaveMessage: "leave_message",
		NotSentStays: "not_sent_stays",
		MessageLeft:  "message_left",
	}[n]
}

func keyAnswers(n Name) string {
	return [...]string{
		Choices:         "choices",
		Rating:          "rating",
		Consent:         "consent",
		Details:         "details",
		Search:          "search",
		NothingFound:    "nothing_found",
		Choose:          "choose",
		ChooseRange:     "choose_range",
		ChooseLeast:     "choose_least",
		ChooseMost:      "choose_most",
		ChooseAny:       "choose_any",
		SoFar:           "so_far",
		Optional:        "optional",
		ChooseOption:    "choose_option",
		RangeFrom:       "range_from",
		RangeTo:         "range_to",
		PhoneNumber:     "phone_number",
		Date:            "date",
		Time:            "time",
		DateAndTime:     "date_and_time",
		Number:          "number",
		SendPhone:       "send_phone",
		SendDate:        "send_date",
		SendTime:        "send_time",
		SendDateAndTime: "send_date_and_time",
		SendNumber:      "send_number",
		SendForm:        "send_form",
		SendChoices:     "send_choices",
		SendRating:      "send_rating",
		SendFiles:       "send_files",
	}[n]
}
