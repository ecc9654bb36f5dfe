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

// What guests read in it, and are told. From GuestNameMissing on it is what is refused.
const (
	GuestToday Name = iota + GuestLeaveYes + 1
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
