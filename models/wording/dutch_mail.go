package wording

func dutchMail(n Name) string {
	return [...]string{
		MailWanted:        "Een bezoeker vraagt om een medewerker",
		MailStarted:       "Een bezoeker is een chat begonnen",
		MailUntaken:       "Een bezoeker wacht nog op een medewerker",
		MailWaitingSince:  "Wacht sinds {time} bij {bot}.",
		MailBegun:         "Begonnen op {time} bij {bot}.",
		MailUntakenBy:     "Om {time} had nog niemand de chat bij {bot} overgenomen.",
		MailOnPage:        "Op de pagina ‘{page}’.",
		MailNamed:         "De bezoeker heet {name}.",
		MailVisitor:       "Bezoeker",
		MailJoin:          "Deelnemen aan het gesprek",
		MailJoinHow:       "De link is alleen voor u. Openen toont en verandert niets totdat u daar uw naam opgeeft.",
		MailJoinLife:      "Hij werkt zolang de chat duurt en nog enige tijd daarna.",
		MailJoinWhy:       "U ontvangt dit omdat uw adres op de lijst van {bot} staat.",
		MailEarlier:       "Wat daarvoor is gezegd, staat in het gesprek.",
		MailAnswerFrom:    "Antwoord van {bot}",
		MailAnswered:      "{name} heeft u geantwoord",
		MailYouWrote:      "U schreef op {day} aan {bot}.",
		MailGoOn:          "Verdergaan met de chat",
		MailAnyDevice:     "De link opent uw gesprek op elk apparaat, zonder in te loggen.",
		MailJustReply:     "U kunt ook gewoon op deze e-mail antwoorden.",
		MailNoReply:       "Antwoorden op deze e-mail worden niet gelezen; antwoord in de chat.",
		MailAnswerWhy:     "U ontvangt dit omdat dit adres is achtergelaten in de chat van {bot}.",
		MailStop:          "Geen e-mails meer over dit gesprek",
		MailAttached:      "Bijgevoegd: {file}",
		MailFilesThere:    "Bijgevoegde bestanden staan in het gesprek.",
		MailTranscript:    "Uw gesprek met {bot}",
		MailTranscriptWhy: "U ontvangt dit omdat dit verslag voor dit adres is aangevraagd.",
	}[n]
}

func dutchTeam(n Name) string {
	return [...]string{
		TeamInvited:        "U bent uitgenodigd voor Deskbell",
		TeamAccount:        "Er is nu een account voor u. U logt in met {email}.",
		TeamAccountBy:      "{name} heeft een account voor u aangemaakt. U logt in met {email}.",
		TeamChoose:         "Wachtwoord kiezen",
		TeamOnce:           "De link werkt één keer, binnen 24 uur.",
		TeamNotExpected:    "Als u dit niet verwachtte, hoeft u niets te doen.",
		TeamReset:          "Nieuw wachtwoord kiezen",
		TeamResetAsked:     "Er is een nieuw wachtwoord gevraagd voor {email}. Het oude werkt totdat u een ander hebt gekozen.",
		TeamNotAsked:       "Als u dat niet was, hoeft u niets te doen.",
		TeamNotices:        "{count} meldingen",
		TeamAway:           "Dit is gebeurd terwijl u er niet was.",
		TeamOpen:           "Openen in Deskbell",
		TeamNoticeWhy:      "U ontvangt dit omdat u ervoor koos meldingen per e-mail te krijgen.",
		TeamNoticeSettings: "Kiezen waarover u meldingen krijgt",
		TeamTest:           "Test-e-mail van Deskbell",
		TeamTestWorks:      "Deze e-mail is aangekomen, dus {site} kan e-mails versturen.",
		TeamTestBy:         "{name} heeft hem verstuurd.",
		TeamTestAt:         "Verstuurd op {time}.",
		TeamTranscript:     "Gesprek met {name}",
		TeamTranscriptWhy:  "U ontvangt dit omdat u dit verslag hebt aangevraagd.",
	}[n]
}
