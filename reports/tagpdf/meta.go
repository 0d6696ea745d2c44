package tagpdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// Meta is what the file says about itself. PDF/UA asks for Title and Lang.
type Meta struct {
	Title, Author, Subject, Lang string
	Created                      time.Time
}

// info is the classic information dictionary.
func (m Meta) info() string {
	// A bare Z for UTC is refused by strict readers.
	date := m.Created.UTC().Format("D:20060102150405+00'00'")
	s := "<</Producer" + text(producer) + "/Creator" + text(producer) + "/Title" + text(m.Title) +
		"/CreationDate(" + date + ")/ModDate(" + date + ")"
	for _, kv := range [][2]string{{"/Author", m.Author}, {"/Subject", m.Subject}} {
		if kv[1] != "" {
			s += kv[0] + text(kv[1])
		}
	}
	return s + ">>"
}

func escape(s string) string {
	var b bytes.Buffer
	// Writing into memory does not fail.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// xmp is the same as XML, with the claims of PDF/UA-1 and PDF/A-2a. PDF/A knows
// no pdfuaid schema, so it is declared.
func (m Meta) xmp() []byte {
	date := m.Created.UTC().Format("2006-01-02T15:04:05Z")
	return []byte(strings.NewReplacer(
		"{title}", escape(m.Title), "{author}", escape(m.Author), "{subject}", escape(m.Subject),
		"{lang}", escape(m.Lang), "{producer}", producer, "{date}", date,
	).Replace(fmt.Sprintf(xmpForm, "\uFEFF")))
}

const xmpForm = `<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
