package talk

import (
	"net/url"

	"pamphlet/blog"
)

// someone is a person as the pages of the desk name them. What is known of people elsewhere is their
// own word: nothing of it becomes markup, and no picture is loaded from their server.
type someone struct {
	Name     string
	Username string
	Host     string // the second half of their handle
	Page     string // for people, on their server
	Find     string // at the desk, where they can be followed and blocked
	Face     string // address of our copy of their avatar; empty where there is none
}

func someoneOf(a blog.Actor) someone {
	s := someone{Name: a.Name, Username: a.Username, Host: a.Host, Page: a.URL, Find: findPath(a.URI)}
	if a.Avatar != "" {
		s.Face = blog.MediaPrefix + a.Avatar
	}
	if s.Name == "" {
		s.Name = a.Username
	}
	if s.Page == "" {
		s.Page = a.URI
	}
	return s
}

// findPath is the page of the desk about an account or thing.
func findPath(address string) string {
	return "/desk/following?address=" + url.QueryEscape(address)
}
