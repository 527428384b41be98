package card

import (
	"bytes"
	"flag"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

var colours = Colours{
	Ground: color.RGBA{0xd5, 0xe2, 0xeb, 255}, Sheet: color.RGBA{255, 255, 255, 255}, Ink: color.RGBA{0x14, 0x22, 0x2e, 255},
	Muted: color.RGBA{0x55, 0x65, 0x73, 255}, Accent: color.RGBA{0x2b, 0x4a, 0xcb, 255},
}

var cards = map[string]Card{
	"latin":      {Place: "Salt Paper", Title: "The last lamp", By: "Ada Hollis  ·  @ada@saltpaper.example", Language: "en"},
	"long":       {Place: "Salt Paper", Title: "What the tide tables do not say: three winters of measuring the sea with a rope, a stone and far too much patience, and what came of it in the end", By: "Ada Hollis, Bo Castellane and 3 more  ·  saltpaper.example", Language: "en"},
	"german":     {Place: "Größenwahn & Söhne", Title: "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikantenwitwe", By: "Jürgen Weiß", Language: "de"},
	"arabic":     {Place: "مدونة الملح", Title: "آخر مصباح في المنارة القديمة، ولماذا لم يعد أحد يحتاج إليه في ٢٠٢٦", By: "ليلى الحسن  ·  \u2066@layla@example.org\u2069", Language: "ar", RTL: true},
	"hebrew":     {Place: "נייר מלח", Title: "המנורה האחרונה של Ada במגדלור", By: "דנה", Language: "he", RTL: true},
	"japanese":   {Place: "塩の紙", Title: "灯台の最後のランプと、それを消した人についての長い覚え書き。「海は待たない」", By: "山田花子 · @hanako@example.jp", Language: "ja"},
	"hant":       {Place: "鹽紙", Title: "內在的燈：錄下海邊的人們所寫的一切", By: "李雷", Language: "zh-TW"},
	"signs":      {Place: "Ἀθῆναι", Title: "Ἐν ἀρχῇ → ἦν ὁ λόγος: a ≤ b ≠ c ≈ 3 × 4 👩🏽\u200d🚀 to the end", By: "ⲥ", Language: "grc"},
	"khmer":      {Place: "ខ្មែរ", Title: "ភ្លើងហ្វារចុងក្រោយ · ແສງໄຟ · မီးပြတိုက် · የመብራት ቤት · ದೀಪಸ್ತಂಭ · വിളക്കുമാടം", By: "ਪ੍ਰਕਾਸ਼ ઘર ପ୍ରଦୀପ ප්\u200dරදීපාගාරය བོད", Language: "km"},
	"chinese":    {Place: "盐纸", Title: "最后一盏灯：关于海边的人们写下的东西", By: "李雷", Language: "zh-Hans"},
	"korean":     {Place: "소금 종이", Title: "등대의 마지막 등불과 그 불을 끈 사람", By: "김하늘", Language: "ko"},
	"devanagari": {Place: "नमक का काग़ज़", Title: "आख़िरी चिराग़ और समुद्र की कहानी", By: "अनन्या", Language: "hi"},
	"thai":       {Place: "กระดาษเกลือ", Title: "ตะเกียงดวงสุดท้ายของประภาคารที่ไม่มีใครต้องการอีกต่อไป", By: "สมชาย", Language: "th"},
	"persian":    {Place: "کاغذ نمک", Title: "آخرین چراغ فانوس دریایی که دیگر کسی به آن نیاز ندارد", By: "گیتی", Language: "fa", RTL: true},
	"bengali":    {Place: "লবণ কাগজ", Title: "বাতিঘরের শেষ প্রদীপ আর সমুদ্রের গল্প", By: "অনন্যা", Language: "bn"},
	"tamil":      {Place: "உப்புத் தாள்", Title: "கலங்கரை விளக்கத்தின் கடைசி விளக்கு", By: "கவிதா", Language: "ta"},
	"telugu":     {Place: "ఉప్పు కాగితం", Title: "దీపస్తంభం యొక్క చివరి దీపం", By: "రమ్య", Language: "te"},
	"georgian":   {Place: "მარილის ქაღალდი", Title: "შუქურის ბოლო ლამპა", By: "ნინო", Language: "ka"},
	"armenian":   {Place: "Աղի թուղթ", Title: "Փարոսի վերջին լամպը", By: "Անի", Language: "hy"},
	"vietnamese": {Place: "Giấy muối", Title: "Ngọn đèn cuối cùng của hải đăng", By: "Nguyễn Thị Hương", Language: "vi"},
	"greek":      {Place: "Αλάτι", Title: "Ο τελευταίος φάρος", By: "Ελένη", Language: "el"},
	"russian":    {Place: "Соль и бумага", Title: "Последняя лампа на маяке", By: "Анна", Language: "ru"},
	"mixed":      {Place: "Salt 🧂 Paper", Title: "🎉 Hello, 世界 — مرحبا, שלום! 🎉", By: "Ada 🧵", Language: "en"},
	"empty":      {Place: "Salt Paper", Title: "🎉", Language: "und"},
	"nothing":    {Title: "🎉", Language: "und"},
}

func drawn(t testing.TB, c Card) []byte {
	t.Helper()
	if len(fonts) == 0 {
		t.Skip("built without fonts: run make")
	}
	if c.Colours == (Colours{}) {
		c.Colours = colours
	}
	out, err := Draw(c)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestGolden(t *testing.T) {
	for name, c := range cards {
		t.Run(name, func(t *testing.T) {
			got := drawn(t, c)
			if len(got) > MaxBytes {
				t.Errorf("%d bytes", len(got))
			}
			path := filepath.Join("testdata", name+".png")
			if *update {
				if err := os.WriteFile(path, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a, errA := png.Decode(bytes.NewReader(got))
			b, errB := png.Decode(bytes.NewReader(want))
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			if a.Bounds().Dx() != Width || a.Bounds().Dy() != Height {
				t.Errorf("it has %v", a.Bounds())
			}
			differ := 0
			for y := range Height {
				for x := range Width {
					if a.At(x, y) != b.At(x, y) {
						differ++
					}
				}
			}
			if differ > Width { // other processors round otherwise at the edges of letters
				t.Errorf("it differs in %d pixels; look at %s after go test ./content/card -update", differ, path)
			}
		})
	}
}

// TestNothingRunsOut of the sheet: its edge and the ground around it are of one colour, whatever is written.
func TestNothingRunsOut(t *testing.T) {
	for name, c := range cards {
		img, err := png.Decode(bytes.NewReader(drawn(t, c)))
		if err != nil {
			t.Fatal(err)
		}
		for y := range Height {
			for _, x := range []int{0, margin - 1, Width - margin, Width - 1} {
				if r, g, b, _ := img.At(x, y).RGBA(); byte(r>>8) != 0xd5 || byte(g>>8) != 0xe2 || byte(b>>8) != 0xeb {
					t.Fatalf("%s: ink on the ground at %d, %d", name, x, y)
				}
			}
			for _, x := range []int{margin, margin + padding/2, Width - margin - padding/2} {
				if r, g, b, _ := img.At(x, y).RGBA(); y >= margin && r&g&b != 0xffff {
					t.Fatalf("%s: ink in the margin at %d, %d", name, x, y)
				}
			}
		}
	}
}

func FuzzTitles(f *testing.F) {
	for _, c := range cards {
		f.Add(c.Title, c.Language, c.RTL)
	}
	f.Add(strings.Repeat("\u0301", 2000), "en", false)
	f.Add("\u202e\u2066\x00\xff", "zz-ZZ-x", true)
	f.Fuzz(func(t *testing.T, title, language string, rtl bool) {
		drawn(t, Card{Place: title, Title: title, By: title, Language: language, RTL: rtl})
	})
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		drawn(b, cards["long"])
	}
}
