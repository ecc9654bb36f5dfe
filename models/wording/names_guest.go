package wording

// What guests read around a conversation that a link lets into.
const (
	GuestJoinTitle Name = iota + TeamTranscriptWhy + 1
	GuestLeftTitle
	GuestLeftAbout
	GuestInvited
	GuestInvitedBy
	GuestLookFirst
	GuestNameShown
	GuestJoin
	GuestLinkYours
	GuestNoCookie
	GuestBadLink
	GuestBadLinkWhy
	GuestBadLinkHelp
	GuestLeave
	GuestWaits
	GuestYouAnswer
	GuestAnswers
	GuestBotAnswers
	GuestSomebody
	GuestLookOn
	GuestLookOnWhy
	GuestReadOn
	GuestTakeOver
	GuestAsks
	GuestBotSilent
	GuestLeftWord
	GuestTakeToAnswer
	GuestHolds
	GuestBotIsSilent
	GuestHandBack
	GuestReply
	GuestWriteReply
	GuestNewLine
	GuestLeaveAsk
	GuestLeaveWhy
	GuestStay
	GuestLeaveYes
)

// What is around the box that guests and the team write in. EmojiGroups are parted by |, LinkWords stand where a link
// has no words yet.
const (
	Formatting Name = iota + GuestLeaveYes + 1
	Format
	Bold
	Italic
	BulletList
	NumberedList
	LinkMark
	LinkWords
	CodeMark
	KeyCtrl
	KeyShift
	Emoji
	EmojiSearch
	EmojiGroups
	EmojiFound
	EmojiUnknown
	EmojiLost
)

// What guests read in it, and are told. From GuestNameMissing on it is what is refused.
const (
	GuestToday Name = iota + EmojiLost + 1
	GuestYesterday
	GuestChosen
	GuestDidNot
	GuestUnreachable
	GuestWanted
	GuestWentOn
	GuestWentBack
	GuestStopped
	GuestWaited
	GuestPassedOn
	GuestEnded
	GuestIdle
	GuestPlayed
	GuestHidden
	GuestByMail
	GuestNameMissing
	GuestNameLong
	GuestNameLonger
	GuestNameLetters
	GuestNameSigns
	GuestNameTeam
	GuestNameTaken
	GuestHasAlready
	GuestHasIt
	GuestIsOver
	GuestTakeFirst
	GuestTooMany
	GuestOut
)
