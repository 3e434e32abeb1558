package widgets

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue := make(chan func(), 4)
		wait := AfterFuncOn(func(f func()) { queue <- f })
		done := 0
		wait(time.Second, func() { done++ })
		cancelled := wait(time.Second, func() { t.Error("it was cancelled") })
		late := wait(time.Second, func() { t.Error("it was cancelled while it waited to be called") })
		cancelled()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		late()
		for len(queue) > 0 {
			(<-queue)()
		}
		if done != 1 {
			t.Errorf("called %d times", done)
		}
	})
}
