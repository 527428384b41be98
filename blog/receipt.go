package blog

import "time"

// Receipt is what became of an article at one host.
type Receipt struct {
	Host      string
	Software  string // as its NodeInfo names it; "" when it did not say
	Version   string
	State     ReceiptState
	Answer    string    // their last words; empty before the first try
	Next      time.Time // when it is tried again, while it waits
	UpdatedAt time.Time
}

// ReceiptState says how far an article came.
type ReceiptState string

// The states of a receipt.
const (
	Waiting        ReceiptState = "waiting" // on its way, or to be tried again
	Arrived        ReceiptState = "arrived"
	RefusedReceipt ReceiptState = "refused" // they do not want it
	Away           ReceiptState = "away"    // did not answer for days; no more tries
)
