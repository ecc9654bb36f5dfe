package db

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
)

// builder is a bot with a flow that two people edit.
type builder struct {
	t        *testing.T
	s        *Store
	bot      *models.Bot
	flow     string
	ana, ben *models.Agent
	path     string
	now      time.Time
}

func openBuilder(t *testing.T) *builder {
	t.Helper()
	b := &builder{t: t, path: filepath.Join(t.TempDir(), FileName), now: noon}
	b.s = openAt(t, Options{Path: b.path})
	b.bot = addBot(t, b.s, "one")
	b.flow = inside(b.bot.ID, "main")
	b.ana, b.ben = addAgent(t, b.s, models.RoleAdmin), addAgent(t, b.s, models.RoleAdmin)
	b.ana.Name, b.ben.Name = "Ana", "Ben"
	return b
}

// reopen is what a restart of the program is.
func (b *builder) reopen() {
	b.t.Helper()
	if err := b.s.Close(); err != nil {
		b.t.Fatal(err)
	}
	b.s = openAt(b.t, Options{Path: b.path})
}

func (b *builder) try(decide func(*models.FlowTurn) (models.FlowEdit, error)) (models.FlowDraft, error) {
	b.now = b.now.Add(time.Minute)
	return b.s.EditFlow(b.t.Context(), b.flow, decide)
}

func (b *builder) do(decide func(*models.FlowTurn) (models.FlowEdit, error)) models.FlowDraft {
	b.t.Helper()
	d, err := b.try(decide)
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}

func (b *builder) draft() models.FlowDraft {
	b.t.Helper()
	d, err := b.s.Draft(b.t.Context(), b.flow)
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}

func title(block, title string) edit.Op {
	value, _ := json.Marshal(title)
	return edit.Op{Kind: edit.OpSet, Block: block, Field: "title", Value: value}
}

func (b *builder) edit(op edit.Op, rev int64, by *models.Agent) func(*models.FlowTurn) (models.FlowEdit, error) {
	return models.EditFlow(op, rev, by, b.now)
}

func (b *builder) wantTitle(block, want string) {
	b.t.Helper()
	if got := b.draft().Document.Blocks[block].Title; got != want {
		b.t.Fatalf("block %s is called %q, want %q", block, got, want)
	}
}

func (b *builder) refused(err error, code models.Code, words string) {
	b.t.Helper()
	wantCode(b.t, err, code)
	if !strings.Contains(err.Error(), words) {
		b.t.Fatalf("error %q, want %q", err, words)
	}
}

func TestDraft_NeverEdited_IsTheNewestVersion(t *testing.T) {
	b := openBuilder(t)
	d := b.draft()
	if d.Rev != 0 || d.Changed || d.Latest != 1 || d.Name != "Main" || len(d.Document.Blocks) != 2 || !d.ChangedAt.Equal(noon) {
		t.Errorf("draft %+v", d)
	}
	heads, err := b.s.FlowsOf(t.Context(), b.bot.ID)
	if err != nil || len(heads) != 2 || heads[0] != d.FlowHead {
		t.Errorf("heads %+v, %v", heads, err)
	}
	_, err = b.s.Draft(t.Context(), "gone")
	wantCode(t, err, models.CodeNotFound)
}

func TestEditFlow_EachEdit_IsARevision(t *testing.T) {
	b := openBuilder(t)
	d := b.do(b.edit(title("a", "Hello"), 0, b.ana))
	if d.Rev != 1 || !d.Changed || d.Document.Blocks["a"].Title != "Hello" {
		t.Errorf("draft %+v", d)
	}
	if d = b.do(b.edit(title("a", "Hello"), 1, b.ana)); d.Rev != 1 {
		t.Error("an edit that changes nothing was kept")
	}
	d = b.do(b.edit(edit.Op{Kind: edit.OpName, Name: "Start here"}, 1, b.ben))
	b.reopen()
	if got := b.draft(); got.Rev != 2 || got.Name != "Start here" || !got.ChangedAt.Equal(d.ChangedAt) {
		t.Errorf("draft %+v", got)
	}
	edits, err := b.s.EditsSince(t.Context(), b.flow, 0)
	if err != nil || len(edits) != 2 || edits[0].ByName != "Ana" || edits[1].By != b.ben.ID || len(edits[1].Patch) != 1 {
		t.Errorf("edits %+v, %v", edits, err)
	}
	if d = b.do(models.UndoFlow(b.ana, b.now)); !d.Changed {
		t.Error("the name still differs")
	}
	if d = b.do(models.UndoFlow(b.ben, b.now)); d.Changed {
		t.Error("nothing differs any more")
	}
	_, err = b.try(b.edit(edit.Op{Kind: edit.OpConnect, Block: "a", Port: "next", To: flow.Target{Flow: "other/main"}}, 4, b.ana))
	b.refused(err, models.CodeInvalid, "no such flow")
}

func TestEditFlow_TwoPeople_ClashOnTheSameAlone(t *testing.T) {
	b := openBuilder(t)
	b.do(b.edit(title("a", "Ana's"), 0, b.ana))
	b.do(b.edit(edit.Op{Kind: edit.OpMove, Moves: map[string]flow.Point{"a": {X: 1}}}, 0, b.ben))
	_, err := b.try(b.edit(title("a", "Ben's"), 0, b.ben))
	b.refused(err, models.CodeConflict, "Ana has changed this")
	var clash *models.ClashError
	if !errors.As(err, &clash) || clash.Theirs.Label == "" || clash.Gone || len(clash.Changes) != 1 ||
		string(clash.Changes[0].Before) != `"Ana's"` || string(clash.Changes[0].After) != `"Ben's"` || clash.Draft.Rev != 2 {
		t.Fatalf("clash %+v", clash)
	}
	b.wantTitle("a", "Ana's")
	b.do(b.edit(title("a", "Ben's"), clash.Draft.Rev, b.ben)) // "Use mine"
	b.wantTitle("a", "Ben's")
	_, err = b.try(b.edit(title("a", "Tab"), 1, b.ben))
	b.refused(err, models.CodeConflict, "Ben has changed this")
	for _, rev := range []int64{-1, 99} {
		_, err = b.try(b.edit(title("a", "x"), rev, b.ben))
		b.refused(err, models.CodeConflict, "too old")
	}
}

func TestEditFlow_BlockIsGone_SaysWhoDeletedIt(t *testing.T) {
	b := openBuilder(t)
	b.do(b.edit(edit.Op{Kind: edit.OpDelete, Blocks: []string{"j"}}, 0, b.ana))
	_, err := b.try(b.edit(title("j", "x"), 0, b.ben))
	var clash *models.ClashError
	if !errors.As(err, &clash) || !clash.Gone || clash.Theirs.ByName != "Ana" || clash.Draft.Rev != 1 {
		t.Fatalf("%v", err)
	}
	b.refused(err, models.CodeConflict, "Ana has deleted this block")
	_, err = b.try(b.edit(title("never", "x"), 1, b.ben))
	b.refused(err, models.CodeConflict, "not here")
	b.do(b.edit(title("a", "x"), 1, b.ana))
	_, err = b.try(b.edit(edit.Op{Kind: edit.OpDelete, Blocks: []string{"a"}}, 1, b.ben))
	b.refused(err, models.CodeConflict, "Ana has changed this")
}

// M-11
func TestUndo_ManyStepsAndBack_AlsoAfterAReload(t *testing.T) {
	b := openBuilder(t)
	const steps = 130
	for i := range steps {
		b.do(b.edit(title("a", fmt.Sprint("step ", i+1)), int64(i), b.ana))
	}
	b.reopen()
	for i := steps - 1; i >= 0; i-- {
		b.do(models.UndoFlow(b.ana, b.now))
		if i == 60 {
			b.wantTitle("a", "step 60")
		}
	}
	b.wantTitle("a", "")
	_, err := b.try(models.UndoFlow(b.ana, b.now))
	b.refused(err, models.CodeConflict, "nothing to undo")
	b.reopen()
	for range steps {
		b.do(models.RedoFlow(b.ana, b.now))
	}
	b.wantTitle("a", fmt.Sprint("step ", steps))
	_, err = b.try(models.RedoFlow(b.ana, b.now))
	b.refused(err, models.CodeConflict, "nothing to do again")
}

func TestRedo_AfterANewEdit_IsDropped(t *testing.T) {
	b := openBuilder(t)
	b.do(b.edit(title("a", "1"), 0, b.ana))
	b.do(b.edit(title("a", "2"), 1, b.ana))
	b.do(models.UndoFlow(b.ana, b.now))
	b.do(b.edit(title("j", "Ben's"), 3, b.ben)) // somebody else's edit does not drop it
	if undo, redo, err := b.s.Undoable(t.Context(), b.flow, b.ana.ID); err != nil || undo == "" || redo == "" {
		t.Errorf("undo %q, redo %q, %v", undo, redo, err)
	}
	b.do(b.edit(title("a", "3"), 4, b.ana))
	if _, redo, err := b.s.Undoable(t.Context(), b.flow, b.ana.ID); err != nil || redo != "" {
		t.Errorf("redo %q, %v", redo, err)
	}
	b.do(models.UndoFlow(b.ana, b.now))
	b.wantTitle("a", "1")
	b.do(models.RedoFlow(b.ana, b.now))
	b.wantTitle("a", "3")
	_, err := b.try(models.RedoFlow(b.ana, b.now))
	b.refused(err, models.CodeConflict, "nothing")
}

func TestUndo_ChangedByAnotherSince_SaysByWhom(t *testing.T) {
	b := openBuilder(t)
	b.do(b.edit(title("a", "Ana's"), 0, b.ana))
	b.do(b.edit(title("a", "Ben's"), 1, b.ben))
	b.reopen()
	_, err := b.try(models.UndoFlow(b.ana, b.now))
	b.refused(err, models.CodeConflict, "Ben has changed it since")
	b.wantTitle("a", "Ben's")
	b.do(models.UndoFlow(b.ben, b.now))
	_, err = b.try(models.RedoFlow(b.ana, b.now))
	b.refused(err, models.CodeConflict, "nothing")
	b.do(models.UndoFlow(b.ana, b.now))
	b.wantTitle("a", "")
	_, err = b.try(models.RedoFlow(b.ben, b.now))
	b.refused(err, models.CodeConflict, "Ana has changed it since")
}

func TestUndo_OneThatAnotherStandsAgainst_IsPassedOver(t *testing.T) {
	b := openBuilder(t)
	b.do(b.edit(edit.Op{Kind: edit.OpSet, Block: "j", Field: "title", Value: json.RawMessage(`"Old"`)}, 0, b.ana))
	b.do(b.edit(title("a", "Ana's"), 1, b.ana))
	b.do(b.edit(title("a", "Ben's"), 2, b.ben))
	undo, _, err := b.s.Undoable(t.Context(), b.flow, b.ana.ID)
	if err != nil || !strings.Contains(undo, "Old") {
		t.Errorf("Undo would do %q, %v", undo, err)
	}
	d := b.do(models.UndoFlow(b.ana, b.now))
	if d.Document.Blocks["j"].Title != "" || d.Document.Blocks["a"].Title != "Ben's" {
		t.Errorf("titles %q and %q", d.Document.Blocks["j"].Title, d.Document.Blocks["a"].Title)
	}
	_, err = b.try(models.UndoFlow(b.ana, b.now))
	b.refused(err, models.CodeConflict, "Ben has changed it since")
	if d = b.do(models.RedoFlow(b.ana, b.now)); d.Document.Blocks["j"].Title != "Old" {
		t.Errorf("title %q", d.Document.Blocks["j"].Title)
	}
}

func TestUndo_ThatWouldMakeAFlowTooLarge_IsRefused(t *testing.T) {
	b := openBuilder(t)
	settings := json.RawMessage(`{"text":"` + strings.Repeat("😀", 9990) + `"}`) // 40 KB
	var big []string
	rev := int64(0)
	fill := func(n int) {
		for range n {
			rev = b.do(b.edit(edit.Op{Kind: edit.OpAdd, New: "text", Settings: settings}, rev, b.ana)).Rev
			big = append(big, fmt.Sprint("b", rev))
		}
	}
	fill(24)
	rev = b.do(b.edit(edit.Op{Kind: edit.OpDelete, Blocks: big[4:]}, rev, b.ben)).Rev
	fill(10)
	_, err := b.try(models.UndoFlow(b.ben, b.now))
	b.refused(err, models.CodeTooLarge, "KiB")
}

func TestUndo_OfAdding_NotWhileAnotherLeadsThere(t *testing.T) {
	b := openBuilder(t)
	d := b.do(b.edit(edit.Op{Kind: edit.OpAdd, New: "text"}, 0, b.ana))
	added := "b1"
	if _, there := d.Document.Blocks[added]; !there {
		t.Fatalf("blocks %v", d.Document.Blocks)
	}
	b.do(b.edit(edit.Op{Kind: edit.OpConnect, Block: "j", Port: "next", To: flow.Target{Block: added}}, 1, b.ben))
	_, err := b.try(models.UndoFlow(b.ana, b.now))
	b.refused(err, models.CodeConflict, "would be missing")
	b.do(models.UndoFlow(b.ben, b.now))
	b.do(models.UndoFlow(b.ana, b.now))
	if d := b.do(b.edit(edit.Op{Kind: edit.OpAdd, New: "text"}, 4, b.ben)); d.Document.Blocks["b5"].Kind != "text" {
		t.Errorf("a number came again: %v", d.Document.Blocks)
	}
}

// M-11
func TestPublish_KeepsEveryVersion(t *testing.T) {
	b := openBuilder(t)
	publish := func(rev int64) (models.FlowVersion, error) {
		return b.s.PublishFlow(t.Context(), models.Publication{Flow: b.flow, Rev: rev, Note: "Nicer", By: b.ana, Now: b.now})
	}
	_, err := publish(0)
	b.refused(err, models.CodeConflict, "Nothing has changed")
	b.do(b.edit(title("a", "Hello"), 0, b.ana))
	_, err = publish(0)
	b.refused(err, models.CodeConflict, "in the meantime")
	v, err := publish(1)
	if err != nil || v.Version != 2 || v.ByName != "Ana" {
		t.Fatalf("%+v, %v", v, err)
	}
	if d := b.draft(); d.Changed || d.Latest != 2 || d.Rev != 1 {
		t.Errorf("draft %+v", d.FlowHead)
	}
	if latest, err := b.s.Published(t.Context()).Latest(b.flow); err != nil || latest != 2 {
		t.Errorf("latest %d, %v", latest, err)
	}
	all, err := b.s.Versions(t.Context(), b.flow)
	if err != nil || len(all) != 2 || all[0] != v || all[1].Version != 1 {
		t.Errorf("versions %+v, %v", all, err)
	}
	d := b.do(models.RestoreVersion(1, 1, b.ben, b.now))
	if !d.Changed || d.Document.Blocks["a"].Title != "" {
		t.Errorf("draft %+v", d)
	}
	_, err = b.try(models.RestoreVersion(9, 2, b.ben, b.now))
	wantCode(t, err, models.CodeNotFound)
	if d = b.do(models.UndoFlow(b.ben, b.now)); d.Changed || d.Document.Blocks["a"].Title != "Hello" {
		t.Errorf("draft %+v", d)
	}
	if old, err := b.s.VersionOf(t.Context(), b.flow, 1); err != nil || old.Blocks["a"].Title != "" {
		t.Errorf("%+v, %v", old, err)
	}
}

func TestPin_IsTheDraftOfThen(t *testing.T) {
	b := openBuilder(t)
	first, err := b.s.PinFlow(t.Context(), b.flow)
	if err != nil || first >= 0 {
		t.Fatal(first, err)
	}
	b.do(b.edit(title("a", "Hello"), 0, b.ana))
	pinned, err := b.s.PinFlow(t.Context(), b.flow)
	if err != nil || pinned != -1 {
		t.Fatal(pinned, err)
	}
	b.do(b.edit(title("a", "Later"), 1, b.ana))
	for version, want := range map[int]string{first: "", pinned: "Hello"} {
		if d, err := b.s.Published(t.Context()).Document(b.flow, version); err != nil || d.Blocks["a"].Title != want {
			t.Errorf("%d: %+v, %v", version, d, err)
		}
	}
	if again, err := b.s.PinFlow(t.Context(), b.flow); err != nil || again != -2 {
		t.Error(again, err)
	}
	if all, _ := b.s.Versions(t.Context(), b.flow); len(all) != 1 {
		t.Errorf("pinned drafts are shown as versions: %+v", all)
	}
	if _, err := b.try(models.RestoreVersion(pinned, 2, b.ana, b.now)); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("restored: %v", err)
	}
}

// An import must not take away in silence what somebody was working on.
func TestPin_WhileATrialGoesOn_IsNotSwept(t *testing.T) {
	b := openBuilder(t)
	b.do(b.edit(title("a", "Hello"), 0, b.ana))
	pinned, err := b.s.PinFlow(t.Context(), b.flow)
	if err != nil {
		t.Fatal(err)
	}
	b.do(b.edit(title("a", "Later"), 1, b.ana))
	old := time.Now().Add(-10 * 24 * time.Hour)
	err = b.s.Do(t.Context(), func(tx *Tx) error {
		_, err := tx.Exec("UPDATE flow_versions SET created_at = $1 WHERE version < 0", ms(old))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	tried, err := b.s.Begin(t.Context(), models.Beginning{Bot: b.bot, TokenHash: "t1", Now: old.Add(time.Hour), Playground: true}, say("1", "Hi", old))
	if err != nil {
		t.Fatal(err)
	}
	there := func() bool {
		var n int
		if _, err := b.s.PinFlow(t.Context(), b.flow); err != nil {
			t.Fatal(err)
		}
		err := b.s.reads(t.Context()).Row("SELECT COUNT(*) FROM flow_versions WHERE flow_id = $1 AND version = $2", b.flow, pinned).Scan(&n)
		return err == nil && n == 1
	}
	if !there() {
		t.Fatal("what a trial plays was swept")
	}
	if _, err := b.s.Turn(t.Context(), tried.Conversation.ID, models.CloseByVisitor(b.now)); err != nil {
		t.Fatal(err)
	}
	if there() {
		t.Error("it stays for ever")
	}
}

func TestImport_OverADraft_CanBeUndone(t *testing.T) {
	b := openBuilder(t)
	b.do(b.edit(title("a", "Mine"), 0, b.ana))
	file := shop("one")
	file.Flows[0].Name = "Imported"
	if _, err := b.s.ImportBot(t.Context(), file, b.now); err != nil {
		t.Fatal(err)
	}
	d := b.draft()
	if d.Rev != 2 || d.Changed || d.Latest != 2 || d.Name != "Imported" || d.Document.Blocks["a"].Title != "" {
		t.Fatalf("draft %+v", d)
	}
	_, err := b.try(b.edit(title("a", "x"), 1, b.ana))
	b.refused(err, models.CodeConflict, "Import has changed this")
	d = b.do(models.UndoFlow(b.ana, b.now))
	if !d.Changed || d.Document.Blocks["a"].Title != "Mine" || d.Name != "Main" {
		t.Errorf("draft %+v", d)
	}
	b.do(models.RedoFlow(b.ana, b.now))
	if _, err := b.s.ImportBot(t.Context(), file, b.now); err != nil {
		t.Fatal(err)
	}
	if d = b.draft(); d.Rev != 4 || d.Latest != 2 {
		t.Errorf("the same again made something new: %+v", d.FlowHead)
	}
}

func TestImport_WithoutAFlow_KeepsItWhereWorkIsUnpublished(t *testing.T) {
	b := openBuilder(t)
	fresh, err := b.s.NewFlow(t.Context(), b.bot.ID, flow.Document{Name: "Fresh"}, b.ana)
	if err != nil {
		t.Fatal(err)
	}
	file := shop("one")
	file.Flows = append(file.Flows, flow.Document{Schema: 1, ID: "third", Name: "Third", Start: "x", Blocks: map[string]flow.Block{"x": {Kind: "end"}}})
	for range 2 { // with it, without it
		if _, err := b.s.ImportBot(t.Context(), file, b.now); err != nil {
			t.Fatal(err)
		}
		file.Flows = file.Flows[:2]
	}
	if _, err := b.s.Draft(t.Context(), inside(b.bot.ID, "third")); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("a flow that is not in the file is still there: %v", err)
	}
	if _, err := b.s.Draft(t.Context(), fresh.ID); err != nil {
		t.Errorf("a flow that was never published is gone: %v", err)
	}
}

func TestNewFlows_GetFreeIDsAndLeadToOneAnother(t *testing.T) {
	b := openBuilder(t)
	text := func(id, name string, to flow.Target) flow.Document {
		return flow.Document{ID: id, Name: name, Start: "é", Blocks: map[string]flow.Block{"é": {Kind: "text", Out: map[string]flow.Target{"next": to}}}}
	}
	made, err := b.s.NewFlows(t.Context(), b.bot.ID, []flow.Document{
		text("main", "Main again", flow.Target{Flow: "main-2"}), text("main-2", "Other", flow.Target{Flow: "main", Block: "é"}),
		text("", "Über uns!", flow.Target{Flow: b.flow}), text("", "", flow.Target{Flow: "nowhere"}),
	}, b.ana)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range made {
		got = append(got, outside(b.bot.ID, d.ID)+" > "+outside(b.bot.ID, d.Document.Blocks[d.Document.Start].Out["next"].Flow))
	}
	if want := "[main-2 > main-2-2 main-2-2 > main-2 ber-uns > main flow > nowhere]"; fmt.Sprint(got) != want {
		t.Errorf("made %v, want %s", got, want)
	}
	if d, err := b.s.Draft(t.Context(), made[0].ID); err != nil || d.Rev != 0 || !d.Changed || d.Latest != 0 || d.Document.Start != "b1" {
		t.Errorf("draft %+v, %v", d, err)
	}
	if _, err := b.s.Published(t.Context()).Latest(made[0].ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("latest %v", err)
	}
	file, err := b.s.ExportBot(t.Context(), "one")
	if err != nil || len(file.Flows) != 6 || file.Flows[2].ID != "main-2" || file.Flows[2].Blocks["b1"].Out["next"].Flow != "main-2-2" {
		t.Errorf("exported %+v, %v", file, err)
	}
	v, err := b.s.PublishFlow(t.Context(), models.Publication{Flow: made[0].ID, By: b.ana, Now: b.now})
	if err != nil || v.Version != 1 {
		t.Errorf("%+v, %v", v, err)
	}
	_, err = b.s.NewFlows(t.Context(), b.bot.ID, []flow.Document{text("x", "X", flow.Target{}), text("x", "Y", flow.Target{})}, b.ana)
	wantCode(t, err, models.CodeInvalid)
	_, err = b.s.NewFlows(t.Context(), "none", []flow.Document{text("x", "X", flow.Target{})}, b.ana)
	wantCode(t, err, models.CodeNotFound)
	large := text("x", strings.Repeat("x", flow.MaxSize), flow.Target{})
	if _, err = b.s.NewFlows(t.Context(), b.bot.ID, []flow.Document{text("y", "Y", flow.Target{}), large}, b.ana); err == nil {
		t.Error("a flow that is too large was made")
	}
	if heads, _ := b.s.FlowsOf(t.Context(), b.bot.ID); len(heads) != 6 {
		t.Errorf("%d flows: something was half made", len(heads))
	}
}

func TestDeleteFlow_NotTheStart(t *testing.T) {
	b := openBuilder(t)
	wantCode(t, b.s.DeleteFlow(t.Context(), b.flow), models.CodeConflict)
	more := inside(b.bot.ID, "more")
	if err := b.s.DeleteFlow(t.Context(), more); err != nil {
		t.Fatal(err)
	}
	wantCode(t, b.s.DeleteFlow(t.Context(), more), models.CodeNotFound)
	_, err := b.s.Draft(t.Context(), more)
	wantCode(t, err, models.CodeNotFound)
	if _, err := b.s.Published(t.Context()).Latest(more); err != nil {
		t.Errorf("conversations that are in it cannot go on: %v", err)
	}
	made, err := b.s.NewFlow(t.Context(), b.bot.ID, flow.Document{ID: "more", Name: "More"}, b.ana)
	if err != nil || made.ID == more {
		t.Errorf("made %s, %v", made.ID, err)
	}
}

func TestEdits_TheNewestThousand_AreKept(t *testing.T) {
	b := openBuilder(t)
	err := b.s.Do(t.Context(), func(tx *Tx) error {
		for i := range models.MostEdits + 5 {
			d, err := draftBy(tx, b.flow)
			if err != nil {
				return err
			}
			e, err := b.edit(title("a", fmt.Sprint(i)), d.Rev, b.ana)(&models.FlowTurn{Draft: d, Bot: b.bot})
			if err != nil {
				return err
			}
			if _, err := b.s.keepEdit(tx, d, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	edits, err := b.s.EditsSince(t.Context(), b.flow, 0)
	if err != nil || len(edits) != models.MostEdits || edits[0].Rev != 6 {
		t.Errorf("%d edits, %v", len(edits), err)
	}
	_, err = b.try(b.edit(title("a", "x"), 2, b.ana))
	b.refused(err, models.CodeConflict, "too old")
}
