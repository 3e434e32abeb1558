package desktop

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestR30DispatchInOrderAndTogether: what has come runs in one turn, in order; also
// what functions dispatch themselves.
func TestR30DispatchInOrderAndTogether(t *testing.T) {
	var turns []func()
	d := &Dispatcher{Do: func(f func()) { turns = append(turns, f) }}
	var ran []int
	for i := range 3 {
		d.Dispatch(func() {
			ran = append(ran, i)
			if i == 1 {
				d.Dispatch(func() { ran = append(ran, 3) })
			}
		})
	}
	if len(turns) != 1 || ran != nil {
		t.Fatalf("%d turns were asked for, and %v ran at once", len(turns), ran)
	}
	turns[0]()
	if !slices.Equal(ran, []int{0, 1, 2, 3}) || len(turns) != 1 {
		t.Errorf("%v ran, and %d turns were asked for", ran, len(turns))
	}
	d.Dispatch(func() {})
	if len(turns) != 2 {
		t.Errorf("no turn was asked for after the last had ended")
	}
}

// TestR30DispatchLetsOthersIn: whatever comes, the window gets to draw.
func TestR30DispatchLetsOthersIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var turns []func()
		d := &Dispatcher{Do: func(f func()) { turns = append(turns, f) }}
		ran := 0
		for range 4 {
			d.Dispatch(func() { ran++; time.Sleep(turn) })
		}
		d.Dispatch(func() { ran++; time.Sleep(2 * turn) })
		for n := 0; len(turns) > 0; n++ {
			next := turns[0]
			turns = turns[1:]
			before := ran
			next()
			if ran == before || ran-before > 2 {
				t.Fatalf("turn %d ran %d functions", n, ran-before)
			}
		}
		if ran != 5 {
			t.Errorf("%d functions ran", ran)
		}
		d.Dispatch(func() { ran++ })
		if len(turns) != 1 {
			t.Error("no turn was asked for after the last had ended")
		}
	})
}

// TestR30DispatchFromMany runs everything, each function once, whoever dispatches.
func TestR30DispatchFromMany(t *testing.T) {
	loop := make(chan func(), 1000)
	d := &Dispatcher{Do: func(f func()) { loop <- f }}
	const many, each = 8, 200
	ran := 0 // by the loop alone
	for range many {
		go func() {
			for range each {
				d.Dispatch(func() { ran++ })
			}
		}()
	}
	for ran < many*each {
		(<-loop)()
	}
}
