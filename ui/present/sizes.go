package present

import "fmt"

// sizeUnits are those that a number of bytes is told in.
var sizeUnits = []struct {
	bytes int64
	key   string
}{{1e9, "size.gb"}, {1e6, "size.mb"}, {1e3, "size.kb"}}

// Size writes a number of bytes as people read it: "12,4 MB". A unit has a thousand
// of the one below, as file managers count.
func (w *Words) Size(bytes int64) string {
	for _, u := range sizeUnits {
		if bytes < u.bytes {
			continue
		}
		format := "%.1f"
		if bytes >= 100*u.bytes {
			format = "%.0f"
		}
		return w.T(u.key, "N", w.numbers.Sprintf(format, float64(bytes)/float64(u.bytes)))
	}
	return w.T("size.bytes", "N", fmt.Sprint(bytes))
}
