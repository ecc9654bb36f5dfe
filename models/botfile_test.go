package models

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// A59
func TestParseBotFile_ManyFlowsOnOneLine_AreReadAtOnce(t *testing.T) {
	var flows []string
	for i := range 20_000 {
		flows = append(flows, fmt.Sprintf(`{"schema":1,"id":"f%d","name":"F","start":"a","blocks":{"a":{"kind":"text","settings":{"text":"Hi"}}}}`, i))
	}
	text := `{"format":"` + BotFormat + `","key":"k","name":"N","start_flow":"f0","flows":[` + strings.Join(flows, ",")
	began := time.Now()
	file, err := ParseBotFile([]byte(text + "]}"))
	if err != nil || len(file.Flows) != len(flows) {
		t.Fatalf("%d flows, %v", len(file.Flows), err)
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("%d bytes took %v", len(text), took)
	}
	_, err = ParseBotFile([]byte("{\"format\":\"" + BotFormat + "\",\"flows\":[\n\n" + flows[0] + ",\n" + strings.Replace(flows[1], `"f1"`, "1", 1) + "]}"))
	if err == nil || !strings.Contains(err.Error(), "line 4") {
		t.Errorf("the place is not told: %v", err)
	}
}
