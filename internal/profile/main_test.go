package profile

import (
	"testing"

	"candidaturas/internal/testkit"
)

// TestMain lets the tests start this program again as another process of the app.
func TestMain(m *testing.M) {
	testkit.RunRoles(m, map[string]func(string) int{"crash": crashRole})
}
