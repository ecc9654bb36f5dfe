package wording

// What the bot says of an answer that does not fit, so that it is given anew.
const (
	AskText Name = iota + OverLimit + 1
	AskLonger
	AskShorter
	AskURL
	AskNumberBetween
	AskNumberFrom
	AskNumberUpTo
	AskWhole
	AskSteps
	AskWhichDay
	AskTime
	AskMoment
	AskDates
	AskTimes
	AskOrder
	AskDateBetween
	AskDateFrom
	AskDateUntil
	AskChoice
	AskPicks
	AskMorePicks
	AskFewerPicks
	AskRating
	AskConsent
	AskForm
	AskFields
	AskFile
	AskFiles
	AskOneFile
	AskFewerFiles
	AskFileKind
	AskFileSize
	LeaveEmail
	LeaveNoEmail
)

// What blocks say that have no text of their own, and the bot where its flow is broken.
const (
	ConsentYes Name = iota + LeaveNoEmail + 1
	ConsentNo
	CardChoose
	LiveText
	LiveCall
	LiveOffer
	LiveWelcome
	LiveTakeover
	LiveVideo
	LiveAssigned
	LiveClosed
	LiveNobodyFree
	LiveNobody
	LiveLeave
	LiveThanks
	FaultLeave
	FaultPerson
)
