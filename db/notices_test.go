package db

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// telling is a decision that puts news in, with the state that goes with them.
func telling(state models.State, owner models.AgentID, news ...models.News) decision {
	return func(c *models.Conversation) (models.Change, error) {
		change, err := become(state, owner, news[0].Now)(c)
		change.News = news
		return change, err
	}
}

func willing(t *testing.T, s *Store, agents ...*models.Agent) {
	t.Helper()
	for _, a := range agents {
		if err := s.SetWilling(t.Context(), a.ID, true); err != nil {
			t.Fatal(err)
		}
	}
}

func current(t *testing.T, s *Store, a *models.Agent, now time.Time) string {
	t.Helper()
	all, err := s.Current(t.Context(), a.ID, now)
	if err != nil {
		t.Fatal(err)
	}
	words := []string{}
	for _, n := range all {
		words = append(words, fmt.Sprintf("%s×%d", n.Kind, n.Count))
	}
	return strings.Join(words, " ")
}

func addDevice(t *testing.T, s *Store, a *models.Agent, endpoint string) models.Device {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.AddDevice(t.Context(), a, models.Device{Endpoint: endpoint, P256dh: base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes()),
		Auth: base64.RawURLEncoding.EncodeToString(make([]byte, 16)), Browser: "Firefox on Linux"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// M-20
func TestNotices_PersonIsAskedFor_ThoseAreToldWhoAreOfferedChats(t *testing.T) {
	s := openNew(t)
	bot, other := addBot(t, s, "one"), addBot(t, s, "two")
	on, off, elsewhere := addAgent(t, s, models.RoleAgent, bot.ID), addAgent(t, s, models.RoleAgent, bot.ID), addAgent(t, s, models.RoleAgent, other.ID)
	boss, quiet := addAgent(t, s, models.RoleSupervisor), addAgent(t, s, models.RoleAgent, bot.ID)
	willing(t, s, on, elsewhere, boss, quiet)
	none := map[models.NoticeWay]bool{}
	for _, way := range models.NoticeWays() {
		none[way] = false
	}
	if err := s.SaveNotify(t.Context(), quiet.ID, map[models.NoticeKind]map[models.NoticeWay]bool{models.NoticeLive: none}); err != nil {
		t.Fatal(err)
	}
	c := begin(t, s, bot, "v1")
	change := turnTo(t, s, c.ID, telling(models.StateWaiting, "", models.News{Kind: models.NoticeLive, Now: noon}, models.News{Kind: models.NoticeStarted, Now: noon}))
	if len(change.Told) != 1 || change.Told[0] != on.ID {
		t.Errorf("told %v", change.Told)
	}
	for _, a := range []*models.Agent{off, elsewhere, boss, quiet} {
		if told := current(t, s, a, noon); told != "" {
			t.Errorf("%s is told %q", a.Email, told)
		}
	}
	if told := current(t, s, on, noon); told != "live×1" {
		t.Errorf("told %q", told)
	}
}

func TestNotices_SomebodyElseTakesIt_AreTakenBackAndWhoHadThemIsRung(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	one, two := addAgent(t, s, models.RoleAgent, bot.ID), addAgent(t, s, models.RoleAgent, bot.ID)
	willing(t, s, one, two)
	addDevice(t, s, two, "https://push.example/two")
	c := begin(t, s, bot, "v1")
	change := turnTo(t, s, c.ID, telling(models.StateWaiting, "", models.News{Kind: models.NoticeLive, Now: noon}))
	if change.Pushes != 1 {
		t.Errorf("%d pushes", change.Pushes)
	}
	change = turnTo(t, s, c.ID, become(models.StateLive, one.ID, noon))
	if len(change.Told) < 2 {
		t.Errorf("rung for %v", change.Told)
	}
	if told := current(t, s, two, noon); told != "" {
		t.Errorf("still told %q", told)
	}
	if _, err := s.Pushes().NextPush(t.Context()); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("a push is still there: %v", err)
	}
	log, err := s.NoticeLog(t.Context(), two.ID, "", 10)
	if err != nil || len(log) != 2 || log[0].State != models.NoticeDropped || log[1].State != models.NoticeDropped {
		t.Errorf("log %+v %v", log, err)
	}
}

func TestNotices_MessagesOfOneChat_AreOneUntilSeen(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	a := addAgent(t, s, models.RoleAgent, bot.ID)
	addDevice(t, s, a, "https://push.example/a")
	c := begin(t, s, bot, "v1")
	turnTo(t, s, c.ID, become(models.StateLive, a.ID, noon))
	wrote := func(now time.Time) {
		t.Helper()
		turnTo(t, s, c.ID, telling(models.StateLive, a.ID, models.News{Kind: models.NoticeMessage, To: a.ID, Words: "Hello?", Now: now}))
	}
	for i := range 5 {
		wrote(noon.Add(time.Duration(i) * time.Second))
	}
	if told := current(t, s, a, noon); told != "message×5" {
		t.Errorf("told %q", told)
	}
	next, err := s.Pushes().NextPush(t.Context())
	if err != nil || next != noon.Add(pushAfter) {
		t.Errorf("pushed at %v %v", next, err)
	}
	p, err := s.Pushes().LeasePush(t.Context(), next, nil)
	if err != nil || !p.Needed || p.Count != 5 || p.Tries != 1 {
		t.Fatalf("%+v %v", p, err)
	}
	if err := s.Pushes().PushTried(t.Context(), models.PushResult{Push: p, Status: 201, Now: next}); err != nil {
		t.Fatal(err)
	}
	wrote(noon.Add(5 * time.Second))
	if next, err := s.Pushes().NextPush(t.Context()); err != nil || next != noon.Add(pushAfter).Add(pushesEach) {
		t.Errorf("the next push is at %v %v", next, err)
	}
	seen, err := s.SeenNotices(t.Context(), a.ID, c.ID, noon.Add(time.Minute))
	if err != nil || !seen {
		t.Fatal(seen, err)
	}
	if seen, err := s.SeenNotices(t.Context(), a.ID, c.ID, noon.Add(time.Minute)); err != nil || seen {
		t.Error("seen twice", err)
	}
	if _, err := s.Pushes().NextPush(t.Context()); models.CodeOf(err) != models.CodeNotFound {
		t.Error("what was seen is still to be pushed")
	}
	wrote(noon.Add(2 * time.Minute))
	if told := current(t, s, a, noon); told != "message×1" {
		t.Errorf("after seeing: %q", told)
	}
}

func TestPushes_LeaseEndsOrProgramDoes_AreHandedOutAgain(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	a, b := addAgent(t, s, models.RoleAgent, bot.ID), addAgent(t, s, models.RoleAgent, bot.ID)
	addDevice(t, s, a, "https://push.example/a")
	addDevice(t, s, b, "https://push.example/b")
	for _, me := range []*models.Agent{a, b} {
		if n, err := s.TestDevices(t.Context(), me, "", noon); n != 1 || err != nil {
			t.Fatal(n, err)
		}
	}
	x := s.Pushes()
	first, err := x.LeasePush(t.Context(), noon, nil)
	if err != nil || first.Agent != a.ID || first.Device.Endpoint != "https://push.example/a" {
		t.Fatalf("%+v %v", first, err)
	}
	if other, err := x.LeasePush(t.Context(), noon, []models.AgentID{a.ID}); err != nil || other.Agent != b.ID {
		t.Fatalf("%+v %v", other, err)
	}
	if _, err := x.LeasePush(t.Context(), noon, nil); models.CodeOf(err) != models.CodeNotFound {
		t.Error("handed out twice", err)
	}
	if again, err := x.LeasePush(t.Context(), noon.Add(pushLease), []models.AgentID{b.ID}); err != nil || again.ID != first.ID || again.Tries != 2 {
		t.Errorf("after the lease %+v %v", again, err)
	}
	if err := x.RecoverPushes(t.Context(), noon.Add(pushLease)); err != nil {
		t.Fatal(err)
	}
	if again, err := x.LeasePush(t.Context(), noon.Add(pushLease), []models.AgentID{b.ID}); err != nil || again.Tries != 3 {
		t.Errorf("after a restart %+v %v", again, err)
	}
}

func TestPushTried_WhatCameOfIt_IsInTheLogAndOfTheDevice(t *testing.T) {
	for name, r := range map[string]struct {
		models.PushResult
		state    models.NoticeState
		failures int
		devices  int
	}{
		"sent":  {models.PushResult{Status: 201}, models.NoticeSent, 0, 1},
		"again": {models.PushResult{Status: 503, Error: "503", Next: noon.Add(time.Second)}, models.NoticePending, 1, 1},
		"given": {models.PushResult{Status: 400, Error: "400"}, models.NoticeFailed, 1, 1},
		"gone":  {models.PushResult{Status: 410, Error: "gone", Gone: true}, models.NoticeFailed, 0, 0},
		"drop":  {models.PushResult{Error: "why", Dropped: true}, models.NoticeDropped, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			s := openNew(t)
			a := addAgent(t, s, models.RoleAgent)
			addDevice(t, s, a, "https://push.example/a")
			if _, err := s.TestDevices(t.Context(), a, "", noon); err != nil {
				t.Fatal(err)
			}
			p, err := s.Pushes().LeasePush(t.Context(), noon, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Push, r.Now = p, noon
			if err := s.Pushes().PushTried(t.Context(), r.PushResult); err != nil {
				t.Fatal(err)
			}
			log, err := s.NoticeLog(t.Context(), a.ID, "", 1)
			if err != nil || log[0].State != r.state || log[0].Status != r.Status || log[0].Error != r.Error {
				t.Errorf("log %+v %v", log, err)
			}
			devices, err := s.Devices(t.Context(), a)
			if err != nil || len(devices) != r.devices || r.devices > 0 && devices[0].Failures != r.failures {
				t.Errorf("devices %+v %v", devices, err)
			}
			if worked := r.devices > 0 && !devices[0].WorkedAt.IsZero(); worked != (name == "sent") {
				t.Errorf("worked %v", worked)
			}
		})
	}
}

// A13
func TestDevices_OtherPeoples_AreNeitherSeenNorChanged(t *testing.T) {
	s := openNew(t)
	a, b := addAgent(t, s, models.RoleAgent), addAgent(t, s, models.RoleOwner)
	d := addDevice(t, s, a, "https://push.example/a")
	if n, err := s.TestDevices(t.Context(), b, d.ID, noon); n != 0 || err != nil {
		t.Error("somebody else's device was tested", n, err)
	}
	if err := s.RemoveDevice(t.Context(), b.ID, d.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.FindDevice(t.Context(), b, d.Endpoint); models.CodeOf(err) != models.CodeNotFound {
		t.Error(err)
	}
	if err := s.RenewDevice(t.Context(), b, d.Endpoint, d); models.CodeOf(err) != models.CodeNotFound {
		t.Error(err)
	}
	if mine, err := s.Devices(t.Context(), a); err != nil || len(mine) != 1 {
		t.Error(mine, err)
	}
	if _, err := s.TestDevices(t.Context(), a, "", noon); err != nil {
		t.Fatal(err)
	}
	log, _ := s.NoticeLog(t.Context(), a.ID, "", 1)
	if err := s.OpenedNotice(t.Context(), b.ID, log[0].ID, noon); models.CodeOf(err) != models.CodeNotFound {
		t.Error(err)
	}
}

func TestDevices_SignedOutEverywhere_AreToldNothing(t *testing.T) {
	s := openNew(t)
	a := addAgent(t, s, models.RoleAgent)
	d := addDevice(t, s, a, "https://push.example/a")
	if _, err := s.TestDevices(t.Context(), a, "", noon); err != nil {
		t.Fatal(err)
	}
	now, err := s.EndSessions(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := s.Devices(t.Context(), now); err != nil || len(all) != 0 {
		t.Error(all, err)
	}
	if p, err := s.Pushes().LeasePush(t.Context(), noon, nil); err != nil || p.Needed || p.Why == "" {
		t.Errorf("%+v %v", p, err)
	}
	if _, err := s.FindDevice(t.Context(), now, d.Endpoint); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Devices(t.Context(), now); err != nil || len(all) != 1 {
		t.Error("who is signed in there again is told again", all, err)
	}
}

func TestDevices_TooMany_OldestGo(t *testing.T) {
	s := openNew(t)
	a := addAgent(t, s, models.RoleAgent)
	for i := range models.MostDevices + 3 {
		addDevice(t, s, a, fmt.Sprintf("https://push.example/%d", i))
	}
	all, err := s.Devices(t.Context(), a)
	if err != nil || len(all) != models.MostDevices || all[0].Endpoint != "https://push.example/3" {
		t.Errorf("%d devices, the first %+v, %v", len(all), all[0], err)
	}
}

func TestPushKeys_AreMadeOnceSealedAndKept(t *testing.T) {
	s := openNew(t)
	one, err := s.PushKeys(t.Context(), models.PushKeys{Public: "public", Private: "a-private-key"})
	if err != nil || one.Private != "a-private-key" {
		t.Fatal(one, err)
	}
	two, err := s.PushKeys(t.Context(), models.PushKeys{Public: "other", Private: "another"})
	if err != nil || two != one {
		t.Errorf("%+v %v", two, err)
	}
	text, err := metaValue(s.reads(t.Context()), pushKeysName)
	if err != nil || strings.Contains(text, "a-private-key") {
		t.Errorf("kept as %s %v", text, err)
	}
	// The key of the secrets is lost, and nothing else needs it.
	if err := os.Remove(keyOf(s.options.Path)); err != nil {
		t.Fatal(err)
	}
	addDevice(t, s, addAgent(t, s, models.RoleAgent), "https://push.example/a")
	three, err := s.PushKeys(t.Context(), models.PushKeys{Public: "third", Private: "third-private"})
	if err != nil || three.Public != "third" {
		t.Errorf("%+v %v", three, err)
	}
	var left int
	if err := s.reads(t.Context()).Row("SELECT COUNT(*) FROM push_subscriptions").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d browsers are left that know another key, %v", left, err)
	}
}

func TestSweep_OldNotices_Go(t *testing.T) {
	s := openNew(t)
	a := addAgent(t, s, models.RoleAgent)
	addDevice(t, s, a, "https://push.example/a")
	if _, err := s.TestDevices(t.Context(), a, "", time.Now()); err != nil {
		t.Fatal(err)
	}
	for _, each := range []struct{ days, left int }{{29, 1}, {31, 0}} {
		if _, err := s.Sweep(t.Context(), time.Now().AddDate(0, 0, each.days)); err != nil {
			t.Fatal(err)
		}
		if log, err := s.NoticeLog(t.Context(), a.ID, "", 10); err != nil || len(log) != each.left {
			t.Errorf("%d are left after %d days, %v", len(log), each.days, err)
		}
	}
}

func TestNotices_ManyBegin_AreNotToldOneByOne(t *testing.T) {
	var p pace
	let := 0
	for i := range 1000 {
		if p.allow("desk", noon.Add(time.Duration(i)*time.Millisecond)) {
			let++
		}
	}
	if let != begunAtOnce || !p.allow("desk", noon.Add(time.Minute)) || !p.allow("other", noon) {
		t.Errorf("%d of 1,000 in a second", let)
	}
}
