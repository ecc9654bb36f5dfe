package wording

func keyMail(n Name) string {
	return [...]string{
		MailWanted:        "mail_wanted",
		MailStarted:       "mail_started",
		MailUntaken:       "mail_untaken",
		MailWaitingSince:  "mail_waiting_since",
		MailBegun:         "mail_begun",
		MailUntakenBy:     "mail_untaken_by",
		MailOnPage:        "mail_on_page",
		MailNamed:         "mail_named",
		MailVisitor:       "mail_visitor",
		MailJoin:          "mail_join",
		MailJoinHow:       "mail_join_how",
		MailJoinLife:      "mail_join_life",
		MailJoinWhy:       "mail_join_why",
		MailEarlier:       "mail_earlier",
		MailAnswerFrom:    "mail_answer_from",
		MailAnswered:      "mail_answered",
		MailYouWrote:      "mail_you_wrote",
		MailGoOn:          "mail_go_on",
		MailAnyDevice:     "mail_any_device",
		MailJustReply:     "mail_just_reply",
		MailNoReply:       "mail_no_reply",
		MailAnswerWhy:     "mail_answer_why",
		MailStop:          "mail_stop",
		MailAttached:      "mail_attached",
		MailFilesThere:    "mail_files_there",
		MailTranscript:    "mail_transcript",
		MailTranscriptWhy: "mail_transcript_why",
	}[n]
}

func keyTeam(n Name) string {
	return [...]string{
		TeamInvited:        "team_invited",
		TeamAccount:        "team_account",
		TeamAccountBy:      "team_account_by",
		TeamChoose:         "team_choose",
		TeamOnce:           "team_once",
		TeamNotExpected:    "team_not_expected",
		TeamReset:          "team_reset",
		TeamResetAsked:     "team_reset_asked",
		TeamNotAsked:       "team_not_asked",
		TeamNotices:        "team_notices",
		TeamAway:           "team_away",
		TeamOpen:           "team_open",
		TeamNoticeWhy:      "team_notice_why",
		TeamNoticeSettings: "team_notice_settings",
		TeamTest:           "team_test",
		TeamTestWorks:      "team_test_works",
		TeamTestBy:         "team_test_by",
		TeamTestAt:         "team_test_at",
		TeamTranscript:     "team_transcript",
		TeamTranscriptWhy:  "team_transcript_why",
	}[n]
}
