package present

import (
	"errors"
	"io/fs"
	"syscall"

	"candidaturas/tracker"
	"candidaturas/tracker/exchange"
)

// fileProblems put what keeps a file from being written or read into words; tried
// in order.
var fileProblems = []struct {
	is  func(error) bool
	key string
}{
	{isAny(append(diskFull, tracker.ErrStoreFull)...), "file.full"},
	{isAny(tracker.ErrStoreDamaged), "file.damaged"},
	{isAny(tracker.ErrStoreNewer), "file.newer"},
	{isAny(tracker.ErrStoreNotOurs), "file.not_ours"},
	{isAny(tracker.ErrStoreInUse), "file.in_use"},
	{isAny(fs.ErrPermission, syscall.EROFS, tracker.ErrStoreReadOnly), "file.permission"},
	{isAny(fs.ErrNotExist, syscall.ENOTDIR), "file.missing"},
	{isAny(fs.ErrInvalid, syscall.ENAMETOOLONG), "file.bad_name"},
	{isAny(tracker.ErrNoAccount), "import.no_account"},
	{isAny(exchange.ErrFormat), "import.format"},
	{isAny(exchange.ErrColumns), "import.columns"},
	{isAny(exchange.ErrNewer), "import.newer"},
	{isAny(exchange.ErrTooLarge), "import.large"},
	{isAny(exchange.ErrDamaged), "import.damaged"},
}

func isAny(targets ...error) func(error) bool {
	return func(err error) bool {
		for _, t := range targets {
			if errors.Is(err, t) {
				return true
			}
		}
		return false
	}
}

// fileProblem says what is wrong with a file or its folder.
func fileProblem(w *Words, err error) string {
	for _, p := range fileProblems {
		if p.is(err) {
			return w.T(p.key)
		}
	}
	return w.T("file.failed")
}
