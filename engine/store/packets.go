package store

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"spm/engine/packet"
)

// SavePackets keeps packets as issued, all of them or none. Saving the same
// packet again, on another day too, changes nothing and keeps its first day
// of issue; another packet under a code that is taken is an error.
func (s *Store) SavePackets(ps []*packet.Packet) error {
	return s.change(func(tx *transaction) error {
		for _, p := range ps {
			if err := s.savePacket(tx, p); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) savePacket(tx *transaction, p *packet.Packet) error {
	var kept []byte
	err := tx.QueryRow("SELECT data FROM packets WHERE code = ?", p.Code).Scan(&kept)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		data, err := writePacket(p)
		if err != nil {
			return fmt.Errorf("packet %s: %w", p.Code, err)
		}
		_, err = tx.Exec("INSERT INTO packets (code, stream, issue, issued, data) VALUES (?, ?, ?, ?, ?)",
			p.Code, p.Stream(), p.Issue, string(p.Issued), data)
		return err
	case err != nil:
		return err
	}
	before, err := readPacket(kept, false)
	if err != nil {
		return s.damaged(err)
	}
	before.Issued = p.Issued
	same, err := equal(before, p)
	if err == nil && !same {
		err = fmt.Errorf("packet %s (%s to %s) was issued before with other content; it needs another issue number", p.Code, p.Kind, p.To.Name)
	}
	return err
}

// equal compares packets as they are kept.
func equal(a, b *packet.Packet) (bool, error) {
	x, err := json.Marshal(a)
	if err != nil {
		return false, err
	}
	y, err := json.Marshal(b)
	return bytes.Equal(x, y), err
}

// Packet is the packet of a code as it was issued; ok is false where none was.
func (s *Store) Packet(code string) (*packet.Packet, bool, error) {
	return s.onePacket("SELECT data FROM packets WHERE code = ?", code)
}

// Latest is the highest issue of a stream; ok is false where none was sent.
func (s *Store) Latest(stream string) (*packet.Packet, bool, error) {
	return s.onePacket("SELECT data FROM packets WHERE stream = ? ORDER BY issue DESC, rowid DESC LIMIT 1", stream)
}

func (s *Store) onePacket(query, arg string) (*packet.Packet, bool, error) {
	all, err := s.packets(query, arg)
	if err != nil || len(all) == 0 {
		return nil, false, err
	}
	return all[0], true, nil
}

// Issues are the numbers of all packets by their codes.
func (s *Store) Issues() (map[string]int, error) {
	issues := map[string]int{}
	err := s.each("SELECT code, issue FROM packets", nil, func(row *sql.Rows) error {
		var code string
		var n int
		err := row.Scan(&code, &n)
		issues[code] = n
		return err
	})
	return issues, err
}

// LastIssue is the number of the highest issue of a stream; 0 where none was sent.
func (s *Store) LastIssue(stream string) (n int, err error) {
	err = s.each("SELECT coalesce(max(issue), 0) FROM packets WHERE stream = ?", []any{stream}, func(row *sql.Rows) error { return row.Scan(&n) })
	return n, err
}

// Packets lists every packet in the order of issue date, stream and issue,
// without sheets and options, which are long: ask Packet for one.
func (s *Store) Packets() (all []*packet.Packet, err error) {
	err = s.each("SELECT data FROM packets ORDER BY issued, stream, issue, code", nil, func(row *sql.Rows) error {
		var data sql.RawBytes
		if err := row.Scan(&data); err != nil {
			return err
		}
		p, err := readPacket(data, true)
		if err != nil {
			return s.damaged(err)
		}
		all = append(all, p)
		return nil
	})
	return all, err
}

func (s *Store) packets(query string, args ...any) (all []*packet.Packet, err error) {
	err = s.each(query, args, func(row *sql.Rows) error {
		var data sql.RawBytes
		if err := row.Scan(&data); err != nil {
			return err
		}
		p, err := readPacket(data, false)
		if err != nil {
			return s.damaged(err)
		}
		all = append(all, p)
		return nil
	})
	return all, err
}

// readGzipped reads a packet that an earlier version of spm has kept.
func readGzipped(data []byte, short bool) (*packet.Packet, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	p := &packet.Packet{}
	if err := json.NewDecoder(z).Decode(p); err != nil {
		return nil, err
	}
	if short {
		p.Sheets, p.Options = nil, nil
	}
	return p, nil
}
