package wording

// Emails.
const (
	MailWanted Name = iota + AIMark + 1
	MailStarted
	MailUntaken
	MailWaitingSince
	MailBegun
	MailUntakenBy
	MailOnPage
	MailNamed
	MailVisitor
	MailJoin
	MailJoinHow
	MailJoinLife
	MailJoinWhy
	MailEarlier
	MailAnswerFrom
	MailAnswered
	MailYouWrote
	MailGoOn
	MailAnyDevice
	MailJustReply
	MailNoReply
	MailAnswerWhy
	MailStop
	MailAttached
	MailFilesThere
	MailTranscript
	MailTranscriptWhy
)

// Emails to the team.
const (
	TeamInvited Name = iota + MailTranscriptWhy + 1
	TeamAccount
	TeamAccountBy
	TeamChoose
	TeamOnce
	TeamNotExpected
	TeamReset
	TeamResetAsked
	TeamNotAsked
	TeamNotices
	TeamAway
	TeamOpen
	TeamNoticeWhy
	TeamNoticeSettings
	TeamTest
	TeamTestWorks
	TeamTestBy
	TeamTestAt
	TeamTranscript
	TeamTranscriptWhy
)
