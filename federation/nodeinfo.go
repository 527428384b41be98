package federation

import (
	"context"
	"net/http"
)

// NodeInfo is what a site tells about itself (NodeInfo 2.0 and 2.1). Counts are of public things only.
type NodeInfo struct {
	Software       string // [a-z0-9-]+
	Version        string
	Users          int
	ActiveMonth    int
	ActiveHalfYear int
	Posts          int
	Comments       int
	Metadata       map[string]any // such as nodeName and nodeDescription
}

const (
	nodeInfoSchema = "http://nodeinfo.diaspora.software/ns/schema/"
	relApplication = "https://www.w3.org/ns/activitystreams#Application" // FEP-2677
)

// NodeInfo serves /.well-known/nodeinfo and the documents it names.
func (f *Federation) NodeInfo(tell func(ctx context.Context) (NodeInfo, error)) {
	f.handle("GET /.well-known/nodeinfo", func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		links := []JRDLink{
			{Rel: nodeInfoSchema + "2.1", Href: f.URL("/nodeinfo/2.1")},
			{Rel: nodeInfoSchema + "2.0", Href: f.URL("/nodeinfo/2.0")},
		}
		if f.instance != "" {
			links = append(links, JRDLink{Rel: relApplication, Href: f.instance})
		}
		return writeJSON(w, jrdType, map[string]any{"links": links})
	})
	for _, version := range []string{"2.0", "2.1"} {
		f.handle("GET /nodeinfo/"+version, func(w http.ResponseWriter, r *http.Request) error {
			w.Header().Set("Access-Control-Allow-Origin", "*")
			info, err := tell(r.Context())
			if err != nil {
				return err
			}
			return writeJSON(w, `application/json; profile="`+nodeInfoSchema+version+`#"`, info.document(version))
		})
	}
}

func (n NodeInfo) document(version string) map[string]any {
	metadata := n.Metadata
	if metadata == nil {
		metadata = map[string]any{}
	}
	return map[string]any{
		"version": version, "protocols": []string{"activitypub"},
		"software":          map[string]string{"name": n.Software, "version": n.Version},
		"services":          map[string]any{"inbound": []string{}, "outbound": []string{"atom1.0", "rss2.0"}},
		"openRegistrations": false, // whoever is to write here is invited
		"usage": map[string]any{
			"users":      map[string]int{"total": n.Users, "activeMonth": n.ActiveMonth, "activeHalfyear": n.ActiveHalfYear},
			"localPosts": n.Posts, "localComments": n.Comments,
		},
		"metadata": metadata,
	}
}
