package e2e

import (
	"os"
	"testing"

	"candidaturas/internal/testkit"
)

// TestMain runs the tests at the top of the repository, which they build and read, and
// lets them start this program again as another process of the app.
func TestMain(m *testing.M) {
	if err := os.Chdir("../.."); err != nil {
		panic(err)
	}
	testkit.RunRoles(m, map[string]func(string) int{"sync": syncRole})
}
