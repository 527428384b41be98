package settings

import (
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// profilePage is what a person says of themself.
type profilePage struct {
	desk.Frame
	Typed    blog.Profile
	Picture  *desk.Picture
	Problems desk.Problems
}

func (d pages) showProfile(w http.ResponseWriter, v *desk.Visit) error {
	return d.profile(w, v, http.StatusOK, profilePage{Typed: blog.Profile{DisplayName: v.Account.DisplayName, Bio: v.Account.Bio, Language: v.Account.Language}})
}

func (d pages) profile(w http.ResponseWriter, v *desk.Visit, status int, p profilePage) error {
	var err error
	if p.Frame, err = d.Frame(v, v.Text("Profile"), "profile"); err != nil {
		return err
	}
	if p.Picture, err = d.Thumbnail(v, v.Account.PictureID); err != nil {
		return err
	}
	return d.Render(w, v, status, "profile", p)
}

func (d pages) saveProfile(w http.ResponseWriter, v *desk.Visit) error {
	typed := blog.Profile{DisplayName: v.Sent.Get("display_name"), Bio: v.Sent.Get("bio"), Language: v.Account.Language}
	if v.Sent.Has("language") {
		typed.Language = v.Sent.Get("language")
	}
	var err error
	typed.PictureID, err = d.storeIcon(v, v.Account.PictureID)
	if err == nil {
		err = d.Service.UpdateProfile(v.Context(), v.Account.ID, typed)
	}
	if found := v.ProblemsOf(err); found != nil {
		return d.profile(w, v, desk.StatusOf(err), profilePage{Typed: typed, Problems: found})
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/profile?done=saved")
}
