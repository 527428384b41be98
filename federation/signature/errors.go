package signature

import "errors"

// What may be wrong with a request's signature. A door answers 401 to each of them; ErrMalformed may also be
// answered 400. Peers that know two schemes knock again with the other one on either.
var (
	// ErrNoSignature means that the request carries no signature at all.
	ErrNoSignature = errors.New("the request is not signed")
	// ErrMalformed means that a signature is there but cannot be read without guessing.
	ErrMalformed = errors.New("the signature cannot be read")
	// ErrUnsupported means that the scheme or algorithm is one we do not accept.
	ErrUnsupported = errors.New("the kind of signature is not supported")
	// ErrUncovered means that the signature leaves out something that must be signed.
	ErrUncovered = errors.New("the signature covers too little")
	// ErrStale means that the signature is too old, expired, or from the future.
	ErrStale = errors.New("the signature is not fresh")
	// ErrDigest means that the body is not the one that was signed.
	ErrDigest = errors.New("the digest does not match the body")
	// ErrKey means that the key is damaged, too weak, or of a kind we do not use.
	ErrKey = errors.New("the key cannot be used")
	// ErrInvalid means that everything is in its place, but the signature was not made by this key over this request.
	ErrInvalid = errors.New("the signature does not match")
	// ErrUnchecked means that Verify was called before CheckFresh and CheckDigest succeeded.
	ErrUnchecked = errors.New("the claim was not checked")
)
