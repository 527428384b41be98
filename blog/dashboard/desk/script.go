package desk

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// WantsMarkdown tells the editor's script from a form.
func WantsMarkdown(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "text/markdown")
}

// WantsJSON tells the editor's script, when it saves, from a form.
func WantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// refused answers the editor's script when nothing was saved.
type refused struct {
	Problem string `json:"problem"`
	// After somebody signed in again the page goes on with a new token, if it is theirs.
	Token   string `json:"token,omitempty"`
	Account int64  `json:"account,omitempty"`
}

// failScript is the error page of the editor's script.
func failScript(w http.ResponseWriter, v *Visit, status int, sentence string, err error) error {
	answer := refused{Problem: sentence}
	if errors.Is(err, errStaleForm) {
		answer.Token, answer.Account = v.token, v.Account.ID
	}
	return AnswerJSON(w, status, answer)
}

// AnswerJSON answers the editor's script.
func AnswerJSON(w http.ResponseWriter, status int, answer any) error {
	body, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a browser that went away saves again
	return nil
}
