package wording

// Opening and closing.
const (
	OpenChat Name = iota
	CloseChat
	CannotOpen
	Dismiss
	UnreadOne
	UnreadMany
	Conversation
	Messages
	Earlier
	Newer
	Reconnecting
	QuickReplies
	Credit
	Over
	StartAnew
	NotOpen
	NotOpenWhy
)

// Writing and reading.
const (
	Message Name = iota + NotOpenWhy + 1
	WriteMessage
	Send
	You
	Bot
	Sending
	Sent
	Seen
	NotSent
	TryAgain
	Typing
	Deleted
	Edited
	Skip
	Back
	EndChat
	EndNow
	ChatEnded
	GoesOn
	TooLong
	CharactersLeft
	Blocked
	BlockedUntil
	BlockedNow
)

// Waiting and live chat.
const (
	Waiting Name = iota + BlockedNow + 1
	GettingSomebody
	GettingVideo
	YouAreNext
	BeforeYou
	KeepOpen
	KeepOpenVideo
	WaitingTime
	StopWaiting
	WhileWaiting
	AskedPerson
	WentOn
	WentBack
	Stopped
	NobodyFree
	Joined
	HandedBack
	HadToGo
	PassedOn
	Continues
	Guest
)

// Leaving a message.
const (
	LeaveTitle Name = iota + Guest + 1
	YourEmail
	YourMessage
	YourName
	YourPhone
	AnswersTo
	LeaveMessage
	NotSentStays
	MessageLeft
)

// Choosing and filling in.
const (
	Choices Name = iota + MessageLeft + 1
	Rating
	Consent
	Details
	Search
	NothingFound
	Choose
	ChooseRange
	ChooseLeast
	ChooseMost
	ChooseAny
	SoFar
	Optional
	ChooseOption
	RangeFrom
	RangeTo
	PhoneNumber
	Date
	Time
	DateAndTime
	Number
	SendPhone
	SendDate
	SendTime
	SendDateAndTime
	SendNumber
	SendForm
	SendChoices
	SendRating
	SendFiles
)

// Answers that do not fit yet.
const (
	Between Name = iota + SendFiles + 1
	AtLeast
	AtMost
	FromOn
	Until
	Steps
	WithSteps
	PhoneWhole
	PhoneOther
	NumberNeeded
	TimeNeeded
	DateNeeded
	FillIn
	EmailShape
	WholeDate
	WholeTime
)

// Files.
const (
	AttachFile Name = iota + WholeTime + 1
	FilesToSend
	ListOfFiles
	AllowedOne
	AllowedOneOf
	AllowedMany
	AllowedManyOf
	Images
	Videos
	Audios
	TooManyOne
	TooManyFiles
	EmptyFile
	LargeFile
	OtherKind
	SendingFile
	RetryFile
	RemoveFile
	FileFailed
	FileWasNotSent
	StaysWithYou
	StillOnItsWay
	SomeNotSent
	NoFilesNow
	FileOnItsWay
	FileLost
	FileNotNow
)

// What a message shows.
const (
	Picture Name = iota + FileNotNow + 1
	Video
	WatchVideo
	Recording
	Listen
	File
	Open
	OpensAt
	Article
	OneCard
	Cards
	Bytes
	Animation
	Confetti
	Fireworks
	Hearts
	Snow
	Balloons
	ThumbsUp
)

// When something does not work.
const (
	CannotEnd Name = iota + ThumbsUp + 1
	AnswerNotSent
	CouldNotSend
	Reference
	NothingToSend
	MessageTooLong
	FormTooLong
	EmailMissing
	EmailNotYet
	AnsweredAlready
	ChoiceGone
	ReplyGone
	WriteBelow
	MayNotWrite
	OpenAgain
	ALotAtOnce
	NotSaved
	WentWrong
	NotPossible
)

// Answers and files that are refused.
const (
	FieldTooLong Name = iota + NotPossible + 1
	FieldNumber
	FieldOption
	FieldForm
	FieldDate
	FieldNoDay
	FieldEmail
	FieldPhone
	FieldPhoneCountry
	FileFirst
	FileGone
	FilesAtMost
	FilesTooOften
	FilesFull
	FileOverLimit
	FileHasNothing
	FileOfNoKind
	FileEnding
	FileContent
	FileInDisguise
	FileDamaged
	FilePixels
	FileFrames
	UploadCutOff
	OverLimit
)
