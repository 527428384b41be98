package signature

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/dunglas/httpsfv"
)

// MessageKey signs by RFC 9421 what its Key signs by draft-cavage.
type MessageKey Key

// SignRequest sets Content-Digest, Signature-Input and Signature on a request that is about to be sent, over
// "@method" "@target-uri" "@authority" and, with a digest, "content-digest" "content-type". It takes what
// Key.SignRequest takes, digest included, and like it replaces whatever was set before.
func (key MessageKey) SignRequest(req *http.Request, digest string, now time.Time) error {
	host, err := Key(key).prepare(req, digest)
	if err != nil {
		return err
	}
	keyID, err := httpsfv.Marshal(httpsfv.NewItem(key.ID))
	if err != nil {
		return fmt.Errorf("%w: the key's id %.100q is not ASCII", ErrKey, key.ID)
	}
	covered := [][2]string{{"@method", req.Method}, {"@target-uri", req.URL.Scheme + "://" + host + req.URL.RequestURI()},
		{"@authority", host}}
	if digest != "" {
		req.Header.Set("Content-Digest", ContentDigest(digest))
		for _, name := range []string{"content-digest", "content-type"} {
			covered = append(covered, [2]string{name, strings.TrimSpace(req.Header.Get(name))})
		}
	}
	var names []string
	var text strings.Builder
	for _, component := range covered {
		names = append(names, `"`+component[0]+`"`)
		fmt.Fprintf(&text, "%q: %s\n", component[0], component[1])
	}
	params := fmt.Sprintf("(%s);created=%d;keyid=%s;alg=%q", strings.Join(names, " "), now.Unix(), keyID, messageRSA)
	sum := sha256.Sum256([]byte(text.String() + `"@signature-params": ` + params))
	raw, err := rsa.SignPKCS1v15(nil, key.Private, crypto.SHA256, sum[:])
	if err != nil {
		return fmt.Errorf("signing a request: %w", err)
	}
	req.Header.Set("Signature-Input", "sig1="+params)
	req.Header.Set("Signature", "sig1=:"+base64.StdEncoding.EncodeToString(raw)+":")
	return nil
}
