package wording

import "strings"

// scripted are the words that scripts show; they have them in English themselves.
func scripted() []Name {
	return []Name{Send, EndNow, Seen, Typing, TooLong, CharactersLeft, NotSentStays, CannotEnd, AnswerNotSent, CouldNotSend, Reference, NotSaved, WentWrong,
		NoFilesNow, FileOnItsWay, FileLost, FileNotNow, StillOnItsWay, SomeNotSent, SoFar, FillIn, EmailShape, WholeDate, WholeTime, TryAgain, SendingFile, RetryFile, RemoveFile,
		TooManyOne, TooManyFiles, EmptyFile, LargeFile, OtherKind, FileFailed, FileWasNotSent, StaysWithYou}
}

// guestScripted are those that scripts show on a guest's page besides.
func guestScripted() []Name {
	return []Name{Reconnecting, GuestToday, GuestYesterday, GuestChosen, GuestDidNot, GuestUnreachable}
}

// Scripts are the words that scripts cannot have themselves, by key.
func (s Set) Scripts() map[string]string { return s.those(scripted()) }

// GuestScripts are Scripts for a guest's page.
func (s Set) GuestScripts() map[string]string { return s.those(append(scripted(), guestScripted()...)) }

func (s Set) those(names []Name) map[string]string {
	if s.Plain() {
		return nil
	}
	texts := map[string]string{}
	for _, n := range names {
		if text := s.Of(n); text != Standard("en", n) {
			texts[n.Key()] = text
		}
	}
	return texts
}

// Button are the words of the button alone, and of a chat that does not come, as the script tag of a site has them.
func (s Set) Button() string {
	texts := make([]string, 4)
	for i, n := range launched()[:4] {
		texts[i] = strings.ReplaceAll(s.Of(n), "|", "/")
	}
	return strings.Join(texts, "|")
}

// launched are the words of the loader, in its order.
func launched() []Name {
	return []Name{OpenChat, CloseChat, CannotOpen, Dismiss, UnreadOne, UnreadMany}
}

// Launcher are the words of the button on a site and of the frame behind it, as its script reads them
// (static/js/loader/words.js): parted by |. "" where it has them itself.
func (s Set) Launcher() string {
	texts := make([]string, len(launched()))
	own := false
	for i, n := range launched() {
		texts[i] = strings.ReplaceAll(s.Of(n), "|", "/")
		own = own || texts[i] != Standard("en", n)
	}
	if !own {
		return ""
	}
	return strings.Join(texts, "|")
}
