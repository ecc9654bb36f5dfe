package wording

func englishMail(n Name) string {
	return [...]string{
		MailWanted:        "A visitor asks for a person",
		MailStarted:       "A visitor has begun a chat",
		MailUntaken:       "A visitor is still waiting for a person",
		MailWaitingSince:  "Waiting since {time} at {bot}.",
		MailBegun:         "Begun on {time} at {bot}.",
		MailUntakenBy:     "By {time} nobody had taken the chat at {bot}.",
		MailOnPage:        "On the page “{page}”.",
		MailNamed:         "The visitor’s name is {name}.",
		MailVisitor:       "Visitor",
		MailJoin:          "Join the conversation",
		MailJoinHow:       "The link is for you alone. Opening it shows nothing and changes nothing until you give your name there.",
		MailJoinLife:      "It works while the chat goes on and for some time after its end.",
		MailJoinWhy:       "You get this because your address is on the list of {bot}.",
		MailEarlier:       "What was said before is in the conversation.",
		MailAnswerFrom:    "Answer from {bot}",
		MailAnswered:      "{name} has answered you",
		MailYouWrote:      "You wrote to {bot} on {day}.",
		MailGoOn:          "Go on with the chat",
		MailAnyDevice:     "The link opens your conversation on any device, without signing in.",
		MailJustReply:     "You can also just reply to this email.",
		MailNoReply:       "Nobody reads replies to this email; please answer in the chat.",
		MailAnswerWhy:     "You get this because this address was left in the chat of {bot}.",
		MailStop:          "No more emails about this conversation",
		MailAttached:      "Attached: {file}",
		MailFilesThere:    "Attached files are in the conversation.",
		MailTranscript:    "Your conversation with {bot}",
		MailTranscriptWhy: "You get this because this transcript was asked for at this address.",
	}[n]
}

func englishTeam(n Name) string {
	return [...]string{
		TeamInvited:        "You are invited to Deskbell",
		TeamAccount:        "There is an account for you now. You sign in with {email}.",
		TeamAccountBy:      "{name} has made an account for you. You sign in with {email}.",
		TeamChoose:         "Choose a password",
		TeamOnce:           "The link works once, within 24 hours.",
		TeamNotExpected:    "If you did not expect this, you need not do anything.",
		TeamReset:          "Choose a new password",
		TeamResetAsked:     "A new password was asked for {email}. The old one works until you have chosen another.",
		TeamNotAsked:       "If that was not you, you need not do anything.",
		TeamNotices:        "{count} notifications",
		TeamAway:           "This happened while you were away.",
		TeamOpen:           "Open in Deskbell",
		TeamNoticeWhy:      "You get this because you chose to be told by email.",
		TeamNoticeSettings: "Choose what you are told about",
		TeamTest:           "Test email from Deskbell",
		TeamTestWorks:      "This email has arrived, so {site} can send emails.",
		TeamTestBy:         "{name} has sent it.",
		TeamTestAt:         "Sent on {time}.",
		TeamTranscript:     "Conversation with {name}",
		TeamTranscriptWhy:  "You get this because you asked for this transcript.",
	}[n]
}
