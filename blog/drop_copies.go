package blog

import (
	"context"
	"time"
)

// DropFiles is the job that deletes files no page shows any more. Its work is Service.DropFiles.
type DropFiles struct {
	Names []string  `json:"names"`
	At    time.Time `json:"at"` // not before
}

// Kind implements Job.
func (DropFiles) Kind() string { return "drop_files" }

// Options gives pages that are open in a browser the time to load.
func (j DropFiles) Options() JobOptions { return JobOptions{RunAt: j.At} }

const (
	keepUnused = 2 * time.Hour    // longer than avatarWindow, which counts what was tried
	keepFiles  = 10 * time.Minute // of a page that was just sent
	dropChunk  = 200
)

// DropCopies forgets copies that nothing shows any more: of avatars that were replaced, of people
// who are gone, of pictures no article has.
func (s *Service) DropCopies(ctx context.Context) error {
	for more := true; more; {
		err := s.cfg.Write(ctx, func(tx Tx) error {
			unused, err := tx.UnusedCopies(s.now().Add(-keepUnused), dropChunk)
			if err != nil {
				return err
			}
			more = len(unused) == dropChunk
			job := DropFiles{At: s.now().Add(keepFiles)}
			for _, c := range unused {
				if err := tx.DropCopy(c); err != nil {
					return err
				}
				for _, v := range c.Variants {
					job.Names = append(job.Names, v.Name)
				}
			}
			if len(job.Names) == 0 {
				return nil
			}
			return tx.Enqueue(job)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// DropFiles deletes files of copies that were dropped. Their names are never given to another.
func (s *Service) DropFiles(ctx context.Context, job DropFiles) error {
	for _, name := range job.Names {
		if err := s.cfg.Files.Delete(ctx, name); err != nil {
			return err
		}
	}
	return nil
}
