package media

import "bytes"

// maxScans is how often a JPEG may pass over its pixels. Encoders that show a picture step by step write about ten
// scans; the format has no limit, and a scan that changes nothing costs 80 bytes of file and all pixels of time.
const maxScans = 64

// Markers that jpegScans has to tell apart (ITU-T T.81 table B.1).
const (
	jpegFill      = 0xFF
	jpegStuffing  = 0x00 // behind 0xFF: a data byte, no marker
	jpegRestart0  = 0xD0
	jpegRestart7  = 0xD7
	jpegEnd       = 0xD9
	jpegScanStart = 0xDA
)

// jpegScans counts scans without unpacking any; it stops one past the limit. It finds markers as the decoder does:
// what is neither a marker nor its segment is passed over, which holds for the data of a scan, too.
func jpegScans(file []byte, limit int) int {
	scans := 0
	for rest := file[min(2, len(file)):]; scans <= limit; {
		at := bytes.IndexByte(rest, jpegFill)
		if at < 0 {
			return scans
		}
		rest = rest[at+1:]
		for len(rest) > 0 && rest[0] == jpegFill { // a marker may be padded (section B.1.1.2)
			rest = rest[1:]
		}
		if len(rest) < 3 {
			return scans
		}
		marker := rest[0]
		if marker == jpegStuffing || marker >= jpegRestart0 && marker <= jpegRestart7 { // no segment follows
			rest = rest[1:]
			continue
		}
		if marker == jpegEnd {
			return scans
		}
		if marker == jpegScanStart {
			scans++
		}
		size := int(rest[1])<<8 | int(rest[2])
		if size < 2 || 1+size > len(rest) {
			return scans
		}
		rest = rest[1+size:]
	}
	return scans
}
