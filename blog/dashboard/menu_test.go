package dashboard_test

import (
	"net/http"
	"testing"

	"pamphlet/blog"
)

func TestMenuForm(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	h.account("bea", blog.Author)
	path := "/desk/blogs/ann/menu"
	b := h.signedIn("ann")
	f := b.get(path).wants(http.StatusOK, "Menu").form(path)
	f.values["label"], f.values["to"] = []string{"One", "Two", ""}, []string{"/@ann", "https://two.example/", ""}
	f.with("do", "save").send().wants(http.StatusOK, "Saved.")
	f = b.last.form(path)
	f.with("do", "up 1").send().wants(http.StatusOK, "Saved.")
	if menu := h.personalBlog(ann).Menu; len(menu) != 2 || menu[0].Label != "Two" || menu[1].To != "/@ann" {
		t.Errorf("the menu is %+v", menu)
	}
	f = b.last.form(path)
	f.values["to"][0] = "javascript:alert(1)"
	f.with("do", "save").send().wants(http.StatusUnprocessableEntity, "leads nowhere", "javascript:alert(1)")
	for _, do := range []string{"up 0", "up 99", "up x", "up -1"} {
		b.get(path).form(path).with("do", do).send().wants(http.StatusOK, "Saved.")
	}
	b.get(path).form(path).with("do", "default").send().wants(http.StatusOK, "Saved.")
	if menu := h.personalBlog(ann).Menu; menu != nil {
		t.Errorf("the menu is %+v", menu)
	}
	bea := h.signedIn("bea")
	bea.get(path).wants(http.StatusNotFound)
	bea.get("/desk/media").form("/desk/media").to(path).with("do", "default").send().wants(http.StatusNotFound)
}
