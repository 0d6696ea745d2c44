package tagpdf

import (
	"bytes"
	"encoding/binary"
	"math"
)

// sRGB returns a small ICC v2.1 display profile with sRGB's primaries and tone
// curve, computed here so that no profile file has to be shipped.
func sRGB() []byte {
	// Colorants adapted to D50, as in profiles of IEC 61966-2.1.
	curve := iccCurve()
	return iccProfile([]iccTag{
		{"desc", iccDescription("sRGB IEC61966-2.1")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", iccXYZ(0.9642, 1, 0.8249)},
		{"rXYZ", iccXYZ(0.43607, 0.22249, 0.01392)},
		{"gXYZ", iccXYZ(0.38515, 0.71687, 0.09708)},
		{"bXYZ", iccXYZ(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	})
}

// iccTag is an entry of a profile. Tags with the same data share it.
type iccTag struct {
	name string
	data []byte
}

// iccProfile puts header, table of tags and their data together.
func iccProfile(tags []iccTag) []byte {
	const header, entry = 128, 12
	offset := header + 4 + entry*len(tags)
	var table, data bytes.Buffer
	table.Write(binary.BigEndian.AppendUint32(nil, uint32(len(tags))))
	at := map[string]int{} // data -> its offset
	for _, t := range tags {
		if _, ok := at[string(t.data)]; !ok {
			at[string(t.data)] = offset + data.Len()
			data.Write(t.data)
			for data.Len()%4 != 0 {
				data.WriteByte(0)
			}
		}
		table.WriteString(t.name)
		table.Write(binary.BigEndian.AppendUint32(nil, uint32(at[string(t.data)])))
		table.Write(binary.BigEndian.AppendUint32(nil, uint32(len(t.data))))
	}
	var b bytes.Buffer
	b.Write(binary.BigEndian.AppendUint32(nil, uint32(offset+data.Len())))
	b.WriteString("\x00\x00\x00\x00")                 // no preferred program
	b.Write([]byte{2, 0x10, 0, 0})                    // version 2.1
	b.WriteString("mntrRGB XYZ ")                     // a display, from RGB to XYZ
	for _, v := range []uint16{2026, 1, 1, 0, 0, 0} { // a fixed date
		b.Write(binary.BigEndian.AppendUint16(nil, v))
	}
	b.WriteString("acsp")
	b.Write(make([]byte, 28))
	b.Write(iccXYZ(0.9642, 1, 0.8249)[8:]) // the illuminant, D50
	b.Write(make([]byte, header-b.Len()))
	b.Write(table.Bytes())
	b.Write(data.Bytes())
	return b.Bytes()
}

func iccXYZ(x, y, z float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}

func iccDescription(s string) []byte {
	b := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(s)+1))
	b = append(b, s...)
	return append(b, make([]byte, 1+4+4+2+1+67)...) // no other languages
}

// iccCurve is sRGB's tone curve.
func iccCurve() []byte {
	const n = 1024
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), n)
	for i := range n {
		x := float64(i) / (n - 1)
		y := x / 12.92
		if x > 0.04045 {
			y = math.Pow((x+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(y*65535)))
	}
	return b
}
