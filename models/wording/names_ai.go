package wording

// What an AI says of itself, and what stands under its answers: AIHelped and AIPerson are buttons.
const (
	AIAgain Name = iota + FaultPerson + 1
	AIHelped
	AIPerson
	AIFailed
	AISources
	AIGood
	AIBad
	AIThanks
	AIMark
)
