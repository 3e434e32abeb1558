package present

import (
	"math"
	"strconv"

	"golang.org/x/text/number"
)

// Number writes n as the language does: "1234" and "12.345" in Spanish and
// Catalan, "1,234" in English.
func (w *Words) Number(n int) string {
	if !w.groups(float64(n)) {
		return strconv.Itoa(n)
	}
	return w.numbers.Sprint(n)
}

// Decimal writes f with at most digits decimals and none that says nothing:
// "2,5", "4". What is no number is a dash.
func (w *Words) Decimal(f float64, digits int) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "–"
	}
	unit := math.Pow10(digits)
	f = math.Round(f*unit)/unit + 0 // which makes 0 of -0
	options := []number.Option{number.MaxFractionDigits(digits)}
	if !w.groups(f) {
		options = append(options, number.NoSeparator())
	}
	return w.numbers.Sprint(number.Decimal(f, options...))
}

// groups reports whether the thousands of f are parted. Spanish and Catalan do so
// from five digits on, which the library does not know.
func (w *Words) groups(f float64) bool { return math.Abs(f) >= 10000 || w.lang == "en" }

// Percent writes a percentage: "40 %" in Spanish and Catalan, "40%" in English.
func (w *Words) Percent(percent int) string {
	return w.T("number.percent", "Number", w.Number(percent))
}

// sizeUnits are a thousand times each other, as those of file managers are. They
// are the same in every language.
var sizeUnits = []string{"B", "kB", "MB", "GB", "TB"}

// Bytes writes the size of a file: "1,2 MB". Sizes from ten units on need no
// decimals.
func (w *Words) Bytes(n int64) string {
	size, unit := float64(max(n, 0)), 0
	for size >= 999.5 && unit < len(sizeUnits)-1 { // which would be written as 1000
		size /= 1000
		unit++
	}
	digits := 0
	if size < 9.95 {
		digits = 1
	}
	return w.T("number.size", "Number", w.Decimal(size, digits), "Unit", sizeUnits[unit])
}
