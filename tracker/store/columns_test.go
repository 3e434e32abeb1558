package store

import (
	"slices"
	"strings"
	"testing"
)

// TestEveryColumnIsChecked: bit rot in a column is noticed by the checksum of its row,
// or because an index holds the same.
func TestEveryColumnIsChecked(t *testing.T) {
	summed := map[string][]string{}
	for _, table := range summedTables {
		summed[table.name] = append(strings.Split(table.columns, ", "), "sum")
	}
	read := func(query string, args ...any) (list []string) {
		t.Helper()
		err := inMemory(t).read(t.Context(), "reading the schema", func(c *conn) (err error) {
			list, err = all(t.Context(), c, scanOne[string], query, args...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	tables := read(`
SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> 'goose_db_version'`)
	if len(tables) < len(summedTables) {
		t.Fatalf("tables %q", tables)
	}
	for _, table := range tables {
		indexed := read(`
SELECT i.name FROM pragma_index_list(?) l JOIN pragma_index_info(l.name) i WHERE i.name IS NOT NULL`, table)
		if len(indexed) > 0 { // every index holds the numbers of the rows
			indexed = append(indexed, read(`SELECT name FROM pragma_table_info(?) WHERE pk > 0`, table)...)
		}
		partial := read(`SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql LIKE '% WHERE %'`, table)
		for _, column := range read(`SELECT name FROM pragma_table_info(?)`, table) {
			inCondition := slices.ContainsFunc(partial, func(index string) bool {
				_, condition, _ := strings.Cut(index, " WHERE ")
				return strings.HasPrefix(condition, column+" ")
			})
			if !slices.Contains(summed[table], column) && !slices.Contains(indexed, column) && !inCondition {
				t.Errorf("%s.%s is under no checksum and in no index", table, column)
			}
		}
	}
}
