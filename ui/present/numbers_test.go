package present

import (
	"math"
	"strings"
	"testing"
)

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		n      int
		es, en string
	}{
		{0, "0", "0"},
		{7, "7", "7"},
		{999, "999", "999"},
		{1000, "1000", "1,000"},
		{9999, "9999", "9,999"},
		{10000, "10.000", "10,000"},
		{123456, "123.456", "123,456"},
		{1234567, "1.234.567", "1,234,567"},
		{-3, "-3", "-3"},
		{-9999, "-9999", "-9,999"},
		{-10000, "-10.000", "-10,000"},
	} {
		for lang, want := range map[string]string{"es": tt.es, "ca": tt.es, "en": tt.en} {
			if got := words(t, lang).Number(tt.n); got != want {
				t.Errorf("%s: Number(%d) = %q", lang, tt.n, got)
			}
		}
	}
}

func TestDecimal(t *testing.T) {
	for _, tt := range []struct {
		f      float64
		digits int
		es, en string
	}{
		{0, 1, "0", "0"},
		{4, 1, "4", "4"},
		{4.5, 1, "4,5", "4.5"},
		{2.25, 1, "2,3", "2.3"}, // people round halves up
		{0.05, 1, "0,1", "0.1"},
		{0.04, 1, "0", "0"},
		{-0.04, 1, "0", "0"},
		{-2.5, 0, "-3", "-3"},
		{1.5, 0, "2", "2"},
		{3.14159, 3, "3,142", "3.142"},
		{1234.5, 1, "1234,5", "1,234.5"},
		{9999.94, 1, "9999,9", "9,999.9"},
		{9999.96, 1, "10.000", "10,000"},
		{1234567.89, 2, "1.234.567,89", "1,234,567.89"},
		{math.NaN(), 1, "–", "–"},
		{math.Inf(-1), 1, "–", "–"},
	} {
		for lang, want := range map[string]string{"es": tt.es, "ca": tt.es, "en": tt.en} {
			if got := words(t, lang).Decimal(tt.f, tt.digits); got != want {
				t.Errorf("%s: Decimal(%v, %d) = %q, want %q", lang, tt.f, tt.digits, got, want)
			}
		}
	}
}

// TestPercentAndBytes: what stands before the unit does not part from it.
func TestPercentAndBytes(t *testing.T) {
	for percent, want := range map[int][2]string{0: {"0\u00a0%", "0%"}, 40: {"40\u00a0%", "40%"}, 100: {"100\u00a0%", "100%"}, 1200: {"1200\u00a0%", "1,200%"}} {
		got := [2]string{words(t, "es").Percent(percent), words(t, "en").Percent(percent)}
		if got != want || words(t, "ca").Percent(percent) != want[0] {
			t.Errorf("%d: %q", percent, got)
		}
	}
	for size, want := range map[int64][2]string{
		-1: {"0 B", "0 B"}, 0: {"0 B", "0 B"}, 1: {"1 B", "1 B"}, 999: {"999 B", "999 B"},
		1000: {"1 kB", "1 kB"}, 1049: {"1 kB", "1 kB"}, 1050: {"1,1 kB", "1.1 kB"}, 9949: {"9,9 kB", "9.9 kB"}, 9950: {"10 kB", "10 kB"},
		999_499: {"999 kB", "999 kB"}, 999_500: {"1 MB", "1 MB"}, 1_200_000: {"1,2 MB", "1.2 MB"}, 45_678_901: {"46 MB", "46 MB"},
		2_500_000_000: {"2,5 GB", "2.5 GB"}, 3_000_000_000_000: {"3 TB", "3 TB"},
		math.MaxInt64: {"9.223.372 TB", "9,223,372 TB"},
	} {
		for lang, want := range map[string]string{"es": want[0], "ca": want[0], "en": want[1]} {
			if got := strings.ReplaceAll(words(t, lang).Bytes(size), "\u00a0", " "); got != want {
				t.Errorf("%s: Bytes(%d) = %q, want %q", lang, size, got, want)
			}
		}
	}
}
