package present

func (s *Shell) OpenSummary() {}
