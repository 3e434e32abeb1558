package present

import (
	"testing"

	"candidaturas/assets"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func words(t testing.TB, lang string) *Words {
	t.Helper()
	w, err := NewWords(assets.Translations, lang)
	if err != nil {
		t.Fatal(err)
	}
	return w
}
