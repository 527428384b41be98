package signature

import (
	"encoding/base64"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// base58 is the alphabet of Bitcoin, which multibase calls base58btc.
const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// maxMultibase is in characters: an RSA key of 8,192 bits has 1,420, and reading base58 costs their square.
const maxMultibase = 2048

// Multibase writes bytes in base58btc, with the z that says so in front.
func Multibase(data []byte) string {
	var digits []byte
	n, radix, digit := new(big.Int).SetBytes(data), big.NewInt(58), new(big.Int)
	for n.Sign() > 0 {
		n.DivMod(n, radix, digit)
		digits = append(digits, base58[digit.Int64()])
	}
	for _, b := range data { // zeros in front have no weight, so each is written as a digit of its own
		if b != 0 {
			break
		}
		digits = append(digits, base58[0])
	}
	slices.Reverse(digits)
	return "z" + string(digits)
}

// ParseMultibase reads base58btc (z) and base64url without padding (u), the two forms that Multikeys have.
func ParseMultibase(text string) ([]byte, error) {
	if len(text) < 2 || len(text) > maxMultibase {
		return nil, fmt.Errorf("%w: multibase has 2 to %d characters, this has %d", ErrKey, maxMultibase, len(text))
	}
	switch text[0] {
	case 'z':
		return parseBase58(text[1:])
	case 'u':
		data, err := base64.RawURLEncoding.DecodeString(text[1:])
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrKey, err)
		}
		return data, nil
	}
	return nil, fmt.Errorf("%w: multibase must begin with z or u, this with %.1q", ErrKey, text)
}

func parseBase58(text string) ([]byte, error) {
	n, radix := new(big.Int), big.NewInt(58)
	for i := range len(text) {
		digit := strings.IndexByte(base58, text[i])
		if digit < 0 {
			return nil, fmt.Errorf("%w: %q is no digit of base58btc", ErrKey, text[i])
		}
		n.Add(n.Mul(n, radix), big.NewInt(int64(digit)))
	}
	zeros := len(text) - len(strings.TrimLeft(text, base58[:1]))
	return append(make([]byte, zeros), n.Bytes()...), nil
}
