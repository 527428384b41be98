package content

import "strings"

// labels are the few words the pipeline itself puts into an article, in the
// article's language.
type labels struct {
	note, tip, important, warning, caution string // titles of alerts
	anchor, table, backref                 string // for screen readers
	done, open                             string
}

var labelsByLanguage = map[string]labels{
	"ar": {"ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه", "رابط إلى هذا القسم", "جدول", "العودة إلى النص", "تم", "لم يتم"},
	"en": {"Note", "Tip", "Important", "Warning", "Caution", "Link to this section", "Table", "Back to the text", "Done", "To do"},
	"de": {"Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht", "Link zu diesem Abschnitt", "Tabelle", "Zurück zum Text", "Erledigt", "Offen"},
	"es": {"Nota", "Consejo", "Importante", "Advertencia", "Precaución", "Enlace a esta sección", "Tabla", "Volver al texto", "Hecho", "Pendiente"},
	"fr": {"Remarque", "Astuce", "Important", "Avertissement", "Attention", "Lien vers cette section", "Tableau", "Retour au texte", "Fait", "À faire"},
	"it": {"Nota", "Suggerimento", "Importante", "Avviso", "Attenzione", "Link a questa sezione", "Tabella", "Torna al testo", "Fatto", "Da fare"},
	"ja": {"注記", "ヒント", "重要", "警告", "注意", "このセクションへのリンク", "表", "本文に戻る", "完了", "未完了"},
	"nl": {"Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op", "Link naar deze sectie", "Tabel", "Terug naar de tekst", "Gedaan", "Te doen"},
	"pl": {"Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Przestroga", "Odnośnik do tej sekcji", "Tabela", "Powrót do tekstu", "Zrobione", "Do zrobienia"},
	"pt": {"Nota", "Dica", "Importante", "Aviso", "Cuidado", "Link para esta seção", "Tabela", "Voltar ao texto", "Feito", "A fazer"},
	"ru": {"Примечание", "Совет", "Важно", "Предупреждение", "Осторожно", "Ссылка на этот раздел", "Таблица", "Назад к тексту", "Сделано", "Не сделано"},
	"zh": {"说明", "提示", "重要", "警告", "注意", "本节链接", "表格", "返回正文", "已完成", "未完成"},
}

// labelsFor falls back to English.
func labelsFor(language string) labels {
	if l, ok := labelsByLanguage[primaryLanguage(language)]; ok {
		return l
	}
	return labelsByLanguage["en"]
}

func (l labels) alert(kind string) string {
	switch kind {
	case "tip":
		return l.tip
	case "important":
		return l.important
	case "warning":
		return l.warning
	case "caution":
		return l.caution
	}
	return l.note
}

// primaryLanguage is the first part of a BCP 47 tag, in lower case.
func primaryLanguage(tag string) string {
	primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	return primary
}
