package present

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"candidaturas/ui/present/task"
)

// A fileChoice is the choice of a file, and then what is done with it.
type fileChoice struct {
	state FileState
	// write or read it is done with.
	do   func(ctx context.Context, path string) (told string, err error)
	of   SettingID // what it is done for
	yes  string    // text of the main button
	task task.Task
	// replace is the file that the person was asked about and may replace.
	replace string
	// then goes on with what was told when it is done, nil where that was all.
	then func(path, told string)
	// changed says that what is kept has changed when it is done.
	changed bool
}

// ext is the extension that a name gets which has none.
func (c *fileChoice) ext() string {
	if !c.state.Save || len(c.state.Extensions) == 0 {
		return ""
	}
	return c.state.Extensions[0]
}

// chooseFile starts the choice of a file. It suggests a name of ours, never one
// that came from outside.
func (p *Preferences) chooseFile(c *fileChoice, name string) {
	p.dropFile()
	p.seq++
	delete(p.told, c.of)
	c.state.Seq = p.seq
	c.yes = c.state.Accept
	c.state.Path = filepath.Join(p.startFolder(), name)
	if name == "" {
		c.state.Path = ensureSeparator(p.startFolder())
	}
	p.file = c
	p.show()
}

// startFolder is the one of the last file, or where people look for what is theirs.
func (p *Preferences) startFolder() string {
	for _, folder := range []string{p.folder, p.services.Files.Documents, p.services.Files.Home} {
		if folder != "" {
			return folder
		}
	}
	return ""
}

func ensureSeparator(folder string) string {
	if folder == "" || strings.HasSuffix(folder, string(filepath.Separator)) {
		return folder
	}
	return folder + string(filepath.Separator)
}

// dropFile gives the choice up, and what is under way.
func (p *Preferences) dropFile() {
	if p.file != nil {
		p.file.task.Stop()
		p.file = nil
	}
}

// CancelFile gives the choice of a file up, or stops what is done with it.
func (p *Preferences) CancelFile() {
	if p.file != nil {
		p.dropFile()
		p.lookAtData()
		p.show()
	}
}

// EditFile tells that the person changes the path: what was said of it, or asked,
// holds no longer.
func (p *Preferences) EditFile() {
	c := p.file
	if c == nil || c.state.Busy != "" || c.state.Message == nil && c.replace == "" {
		return
	}
	c.replace, c.state.Message, c.state.Accept = "", nil, c.yes
	p.show()
}

// SubmitFile does with the file at a path what it was to be chosen for. A file that
// is there is replaced only once the person has been asked.
func (p *Preferences) SubmitFile(text string) {
	c := p.file
	if c == nil || c.task.Busy() {
		return
	}
	path, problem := p.filePath(text)
	if problem != "" {
		p.failFile(p.words.T(problem))
		return
	}
	c.state.Busy, c.state.Message = p.words.T("file.busy"), nil
	p.show()
	stat, replace := p.services.Files.Stat, c.replace
	task.Start(p.loop, &c.task, func(ctx context.Context) (checked, error) {
		found, err := checkFile(stat, path, c.ext(), c.state.Save)
		if err != nil || found.problem != "" || found.exists && c.state.Save && replace != found.path {
			return found, err
		}
		found.told, err = c.do(ctx, found.path)
		found.done = err == nil
		return found, err
	}, func(found checked, err error) { p.fileDone(c, found, err) })
}

func (p *Preferences) fileDone(c *fileChoice, found checked, err error) {
	c.state.Busy, c.state.Accept, c.replace = "", c.yes, ""
	switch {
	case err != nil:
		p.log.Warn("a file of the person's choice", "for", c.of, "error", withoutPath(err))
		p.failFile(fileProblem(p.words, err))
	case found.problem != "":
		p.failFile(p.words.T(found.problem))
	case !found.done:
		c.replace, c.state.Accept = found.path, p.words.T("file.replace")
		c.state.Message = &Message{Text: p.words.T("file.exists", "Name", filepath.Base(found.path)), Error: true}
		p.show()
	default:
		p.folder, p.file = filepath.Dir(found.path), nil
		if c.then != nil {
			c.then(found.path, found.told)
		} else {
			p.tell(c.of, found.told, false)
		}
		if c.changed {
			p.replaced()
		}
		p.lookAtData()
		p.show()
	}
}

func (p *Preferences) failFile(text string) {
	p.file.state.Message = &Message{Text: text, Error: true}
	p.show()
}

// filePath makes a whole path of what was typed or pasted, or says what is missing.
func (p *Preferences) filePath(text string) (path, problem string) {
	path = strings.Trim(strings.TrimSpace(text), `"`) // as file managers copy paths
	home := p.services.Files.Home
	if rest, ok := strings.CutPrefix(path, "~"); ok && home != "" && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		path = home + rest
	}
	switch {
	case path == "":
		return "", "file.empty"
	case strings.ContainsRune(path, 0):
		return "", "file.bad_name"
	case !filepath.IsAbs(path):
		path = filepath.Join(p.startFolder(), path)
	}
	if !filepath.IsAbs(path) {
		return "", "file.not_whole"
	}
	return filepath.Clean(path), ""
}

// checked is what was found at a path, and what came of what was done with it.
type checked struct {
	path         string
	exists, done bool
	problem      string // key of the words
	told         string
}

// checkFile looks at what is there before anything is written.
// A name without an extension gets one, unless it is that of a folder.
func checkFile(stat func(string) (fs.FileInfo, error), path, ext string, save bool) (checked, error) {
	info, err := stat(path)
	if filepath.Ext(path) == "" && ext != "" && (err != nil || !info.IsDir()) {
		path += ext
		info, err = stat(path)
	}
	found, err := judge(stat, path, info, err, save)
	found.path = path
	return found, err
}

func judge(stat func(string) (fs.FileInfo, error), path string, info fs.FileInfo, err error, save bool) (checked, error) {
	switch {
	case err == nil && info.IsDir() && save:
		return checked{problem: "file.is_folder"}, nil
	case err == nil && !info.Mode().IsRegular():
		return checked{problem: "file.no_file"}, nil
	case err == nil:
		return checked{exists: true}, nil
	case !errors.Is(err, fs.ErrNotExist):
		return checked{}, err
	case !save:
		return checked{problem: "file.not_there"}, nil
	}
	folder, err := stat(filepath.Dir(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return checked{problem: "file.no_folder"}, nil
	case err != nil:
		return checked{}, err
	case !folder.IsDir():
		return checked{problem: "file.no_folder"}, nil
	}
	return checked{}, nil
}

// withoutPath keeps the names of the person's files out of the log.
func withoutPath(err error) error {
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		return failed.Err
	}
	return err
}
