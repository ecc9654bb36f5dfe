package wording

func englishStart(n Name) string {
	return [...]string{
		OpenChat:     "Open chat",
		CloseChat:    "Close chat",
		CannotOpen:   "The chat cannot be opened at the moment.",
		Dismiss:      "Close",
		UnreadOne:    "new message",
		UnreadMany:   "new messages",
		Conversation: "Conversation",
		Messages:     "Messages",
		Earlier:      "Earlier messages",
		Newer:        "New messages",
		Reconnecting: "Reconnecting…",
		QuickReplies: "Quick replies",
		Credit:       "Runs on Deskbell",
		Over:         "This chat has ended.",
		StartAnew:    "Start a new conversation",
		NotOpen:      "This chat is not open yet",
		NotOpenWhy:   "It opens as soon as the flow that it begins with is published.",
	}[n]
}

func englishChat(n Name) string {
	return [...]string{
		Message:        "Message",
		WriteMessage:   "Write a message",
		Send:           "Send",
		You:            "You",
		Bot:            "Bot",
		Sending:        "Sending…",
		Sent:           "Sent",
		Seen:           "Seen",
		NotSent:        "Not sent.",
		TryAgain:       "Try again",
		Typing:         "{name} is typing",
		Deleted:        "Message deleted",
		Edited:         "edited",
		Skip:           "Skip",
		Back:           "Back",
		EndChat:        "End chat",
		EndNow:         "End it now",
		ChatEnded:      "Chat ended",
		GoesOn:         "The chat goes on",
		TooLong:        "That is {count} characters more than can be sent at once. Shorten it or send it in parts.",
		CharactersLeft: "{count} characters left.",
		Blocked:        "You cannot write here any more.",
		BlockedUntil:   "You cannot write here until {time}.",
		BlockedNow:     "You cannot write here now",
	}[n]
}

func englishPeople(n Name) string {
	return [...]string{
		Waiting:         "Waiting",
		GettingSomebody: "We are getting somebody",
		GettingVideo:    "We are getting somebody for a video call",
		YouAreNext:      "You are next",
		BeforeYou:       "{count} before you",
		KeepOpen:        "Keep this open or come back later, we stay here.",
		KeepOpenVideo:   "Keep this open, the video call begins here.",
		WaitingTime:     "Waiting time used",
		StopWaiting:     "Stop waiting",
		WhileWaiting:    "Add something while you wait",
		AskedPerson:     "You asked for a person",
		WentOn:          "You went on without a person",
		WentBack:        "You went back",
		Stopped:         "You stopped waiting",
		NobodyFree:      "Nobody was free",
		Joined:          "{name} joined the chat",
		HandedBack:      "{name} handed the chat back to the bot",
		HadToGo:         "{name} had to go, somebody else is being asked",
		PassedOn:        "{name} passed you on to {to}",
		Continues:       "{name} goes on with the chat",
		Guest:           "Guest",
	}[n]
}

func englishLeave(n Name) string {
	return [...]string{
		LeaveTitle:   "Leave a message",
		YourEmail:    "Your email",
		YourMessage:  "Your message",
		YourName:     "Your name",
		YourPhone:    "Your phone number",
		AnswersTo:    "We answer to {email}.",
		LeaveMessage: "Leave message",
		NotSentStays: "Not sent. It stays here; try again in a moment.",
		MessageLeft:  "Message left",
	}[n]
}

func englishAnswers(n Name) string {
	return [...]string{
		Choices:         "Choices",
		Rating:          "Rating",
		Consent:         "Consent",
		Details:         "Read the details",
		Search:          "Search",
		NothingFound:    "Nothing here is called that.",
		Choose:          "Choose {count}",
		ChooseRange:     "Choose {least} to {most}",
		ChooseLeast:     "Choose at least {count}",
		ChooseMost:      "Choose up to {count}",
		ChooseAny:       "Choose as many as you like",
		SoFar:           "{hint}: {count} so far",
		Optional:        "optional",
		ChooseOption:    "Choose",
		RangeFrom:       "From",
		RangeTo:         "To",
		PhoneNumber:     "Phone number",
		Date:            "Date",
		Time:            "Time",
		DateAndTime:     "Date and time",
		Number:          "Number",
		SendPhone:       "Send phone number",
		SendDate:        "Send date",
		SendTime:        "Send time",
		SendDateAndTime: "Send date and time",
		SendNumber:      "Send number",
		SendForm:        "Send form",
		SendChoices:     "Send choices",
		SendRating:      "Send rating",
		SendFiles:       "Send files",
	}[n]
}
