package api

// A Value is an element of one of InfoJobs' dictionaries; the zero Value is
// none.
type Value struct {
	ID    int
	Value string // in Spanish
}

// value reads an {id, value} object, and also the value or the id alone.
func (o object) value(key string) Value {
	if !o.has(key) {
		return Value{}
	}
	if inner, ok := o.object(key); ok {
		return inner.asValue()
	}
	s := o.text(key)
	if n, ok := parseInt(s); ok {
		return Value{ID: n}
	}
	return Value{Value: s}
}

func (o object) asValue() Value {
	return Value{ID: o.number("id", 0), Value: o.text("value")}
}

// values reads a list of them, or one that stands for the list.
func (o object) values(key string) []Value {
	if !o.has(key) {
		return nil
	}
	elements, ok := parseArray(o.members[key], maxLabels, o.odd)
	if !ok {
		return []Value{o.value(key)}
	}
	var values []Value
	for _, e := range elements {
		if inner, ok := parseObject(e, o.odd); ok {
			values = append(values, inner.asValue())
			continue
		}
		*o.odd++
	}
	return values
}
