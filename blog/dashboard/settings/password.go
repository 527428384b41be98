package settings

import (
	"errors"
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// passwordPage changes the password.
type passwordPage struct {
	desk.Frame
	Problems desk.Problems
}

func (d pages) showPassword(w http.ResponseWriter, v *desk.Visit) error {
	return d.password(w, v, http.StatusOK, nil)
}

func (d pages) password(w http.ResponseWriter, v *desk.Visit, status int, found desk.Problems) (err error) {
	p := passwordPage{Problems: found}
	if p.Frame, err = d.Frame(v, v.Text("Password"), "password"); err != nil {
		return err
	}
	return d.Render(w, v, status, "password", p)
}

// changePassword ends all sessions of the account but this one, which goes on under a new token.
func (d pages) changePassword(w http.ResponseWriter, v *desk.Visit) error {
	account, err := d.Guess(w, v, v.Account.Name, func() (blog.Account, error) {
		return d.Service.ChangePassword(v.Context(), v.Account.ID, v.Sent.Get("old"), v.Sent.Get("password"))
	})
	if errors.Is(err, desk.ErrTooManyTries) {
		return d.password(w, v, http.StatusTooManyRequests, desk.Problems{"": v.Text("There were too many tries. Wait ten minutes, then try again.")})
	}
	if found := v.ProblemsOf(err); found != nil {
		return d.password(w, v, desk.StatusOf(err), found)
	}
	if err != nil {
		return err
	}
	if err := d.BeginSession(w, v, account); err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/password?done=password")
}
