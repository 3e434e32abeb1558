package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
)

// sum is the checksum of a row: over the values of its other columns in their
// order, each an int64, a string or nil.
func sum(values ...any) int64 {
	var b []byte
	for _, v := range values {
		switch v := v.(type) {
		case nil:
			b = append(b, 0)
		case int64:
			b = append(b, 1)
			b = binary.LittleEndian.AppendUint64(b, uint64(v)) //nolint:gosec // the same bits
		case string:
			b = append(b, 2)
			b = binary.LittleEndian.AppendUint64(b, uint64(len(v)))
			b = append(b, v...)
		default:
			panic(fmt.Sprintf("no checksum for a %T", v))
		}
	}
	return int64(crc32.ChecksumIEEE(b))
}

// summed appends the checksum.
func summed(values ...any) []any { return append(values, sum(values...)) }

// flag is how a truth value is kept.
func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
