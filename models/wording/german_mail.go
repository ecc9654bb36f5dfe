package wording

func germanMail(n Name) string {
	return [...]string{
		MailWanted:        "Jemand möchte mit einer Person sprechen",
		MailStarted:       "Jemand hat einen Chat begonnen",
		MailUntaken:       "Jemand wartet noch auf eine Person",
		MailWaitingSince:  "Wartet seit {time} bei {bot}.",
		MailBegun:         "Begonnen am {time} bei {bot}.",
		MailUntakenBy:     "Bis {time} hat niemand den Chat bei {bot} übernommen.",
		MailOnPage:        "Auf der Seite „{page}“.",
		MailNamed:         "Der angegebene Name ist {name}.",
		MailVisitor:       "Besucher",
		MailJoin:          "Der Unterhaltung beitreten",
		MailJoinHow:       "Der Link ist nur für Sie. Ihn zu öffnen zeigt und ändert nichts, bis Sie dort Ihren Namen angeben.",
		MailJoinLife:      "Er gilt, solange der Chat läuft, und noch einige Zeit nach dessen Ende.",
		MailJoinWhy:       "Sie erhalten dies, weil Ihre Adresse auf der Liste von {bot} steht.",
		MailEarlier:       "Was davor gesagt wurde, steht in der Unterhaltung.",
		MailAnswerFrom:    "Antwort von {bot}",
		MailAnswered:      "{name} hat Ihnen geantwortet",
		MailYouWrote:      "Sie haben {bot} am {day} geschrieben.",
		MailGoOn:          "Chat fortsetzen",
		MailAnyDevice:     "Der Link öffnet Ihre Unterhaltung auf jedem Gerät, ohne Anmeldung.",
		MailJustReply:     "Sie können auch einfach auf diese E-Mail antworten.",
		MailNoReply:       "Antworten auf diese E-Mail liest niemand; bitte antworten Sie im Chat.",
		MailAnswerWhy:     "Sie erhalten dies, weil diese Adresse im Chat von {bot} hinterlassen wurde.",
		MailStop:          "Keine weiteren E-Mails zu dieser Unterhaltung",
		MailAttached:      "Angehängt: {file}",
		MailFilesThere:    "Angehängte Dateien finden Sie in der Unterhaltung.",
		MailTranscript:    "Ihre Unterhaltung mit {bot}",
		MailTranscriptWhy: "Sie erhalten dies, weil der Verlauf an diese Adresse angefordert wurde.",
	}[n]
}

func germanTeam(n Name) string {
	return [...]string{
		TeamInvited:        "Sie sind zu Deskbell eingeladen",
		TeamAccount:        "Es gibt jetzt ein Konto für Sie. Sie melden sich mit {email} an.",
		TeamAccountBy:      "{name} hat ein Konto für Sie angelegt. Sie melden sich mit {email} an.",
		TeamChoose:         "Passwort wählen",
		TeamOnce:           "Der Link gilt einmal, innerhalb von 24 Stunden.",
		TeamNotExpected:    "Wenn Sie das nicht erwartet haben, brauchen Sie nichts zu tun.",
		TeamReset:          "Neues Passwort wählen",
		TeamResetAsked:     "Für {email} wurde ein neues Passwort angefordert. Das alte gilt, bis Sie ein anderes gewählt haben.",
		TeamNotAsked:       "Wenn Sie das nicht waren, brauchen Sie nichts zu tun.",
		TeamNotices:        "{count} Benachrichtigungen",
		TeamAway:           "Das ist geschehen, während Sie nicht da waren.",
		TeamOpen:           "In Deskbell öffnen",
		TeamNoticeWhy:      "Sie erhalten dies, weil Sie per E-Mail benachrichtigt werden möchten.",
		TeamNoticeSettings: "Auswählen, worüber Sie benachrichtigt werden",
		TeamTest:           "Test-E-Mail von Deskbell",
		TeamTestWorks:      "Diese E-Mail ist angekommen, also kann {site} E-Mails senden.",
		TeamTestBy:         "{name} hat sie gesendet.",
		TeamTestAt:         "Gesendet am {time}.",
		TeamTranscript:     "Unterhaltung mit {name}",
		TeamTranscriptWhy:  "Sie erhalten dies, weil Sie diesen Verlauf angefordert haben.",
	}[n]
}
