package diag

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"sync"
	"unsafe"

	"gopkg.in/yaml.v3"
)

// Trees keeps the parsed form of YAML files by the hash of their bytes, so that
// files that have not changed need no parsing: a program with a large embedded
// pack starts several times faster. It is never wrong, only missing: a file
// with other bytes is parsed as ever.
type Trees struct {
	bySum map[[sha256.Size]byte]string
	spare *sync.Pool // of *nodes
}

// nodes is storage of trees, in blocks.
type nodes struct {
	blocks []*[nodeBlock]yaml.Node
	used   int // nodes of them
}

const nodeBlock = 512

func (s *nodes) next() *yaml.Node {
	if s.used == len(s.blocks)*nodeBlock {
		s.blocks = append(s.blocks, new([nodeBlock]yaml.Node))
	}
	s.used++
	return &s.blocks[(s.used-1)/nodeBlock][(s.used-1)%nodeBlock]
}

var errTrees = errors.New("the trees are damaged")

// EncodeTrees writes the trees of files that parse. The format, after a magic
// line, is a record a file: SHA-256, the length of the tree, the tree; a tree
// is a node: kind, style, line, column, tag, value, the number of children, the
// children; numbers are varints, texts a length and bytes.
func EncodeTrees(files [][]byte) ([]byte, error) {
	out := []byte(treesMagic)
	for _, data := range files {
		var document yaml.Node
		if err := yaml.Unmarshal(data, &document); err != nil || len(document.Content) != 1 {
			return nil, err
		}
		tree := binary.AppendUvarint(nil, uint64(countNodes(document.Content[0])))
		tree = appendNode(tree, document.Content[0])
		sum := sha256.Sum256(data)
		out = append(out, sum[:]...)
		out = binary.AppendUvarint(out, uint64(len(tree)))
		out = append(out, tree...)
	}
	return out, nil
}

const treesMagic = "attache trees 1\n"

func countNodes(n *yaml.Node) int {
	count := 1
	for _, c := range n.Content {
		count += countNodes(c)
	}
	return count
}

func appendNode(out []byte, n *yaml.Node) []byte {
	out = append(out, byte(n.Kind), byte(n.Style))
	out = binary.AppendUvarint(out, uint64(n.Line))
	out = binary.AppendUvarint(out, uint64(n.Column))
	for _, text := range []string{n.Tag, n.Value} {
		out = binary.AppendUvarint(out, uint64(len(text)))
		out = append(out, text...)
	}
	out = binary.AppendUvarint(out, uint64(len(n.Content)))
	for _, c := range n.Content {
		out = appendNode(out, c)
	}
	return out
}

// DecodeTrees reads what EncodeTrees wrote. The trees share data's storage,
// which must not change.
func DecodeTrees(data []byte) (Trees, error) {
	if len(data) < len(treesMagic) || string(data[:len(treesMagic)]) != treesMagic {
		return Trees{}, errTrees
	}
	trees := Trees{make(map[[sha256.Size]byte]string), &sync.Pool{New: func() any { return new(nodes) }}}
	for data = data[len(treesMagic):]; len(data) > 0; {
		if len(data) < sha256.Size {
			return Trees{}, errTrees
		}
		sum := [sha256.Size]byte(data)
		size, n := binary.Uvarint(data[sha256.Size:])
		begin := sha256.Size + n
		if n <= 0 || uint64(len(data)-begin) < size {
			return Trees{}, errTrees
		}
		trees.bySum[sum] = unsafe.String(&data[begin], int(size))
		data = data[begin+int(size):]
	}
	return trees, nil
}

// root returns the tree of a file with these bytes and its storage, nil when there is none.
func (t Trees) root(data []byte) (*yaml.Node, *nodes) {
	if len(t.bySum) == 0 {
		return nil, nil
	}
	tree, ok := t.bySum[sha256.Sum256(data)]
	if !ok {
		return nil, nil
	}
	storage := t.spare.Get().(*nodes)
	storage.used = 0
	d := treeDecoder{data: tree, nodes: storage}
	d.children = make([]*yaml.Node, d.number())
	return d.node(), storage
}

type treeDecoder struct {
	data     string
	nodes    *nodes
	children []*yaml.Node
}

func (d *treeDecoder) number() uint64 {
	var x uint64
	for shift := 0; ; shift += 7 {
		b := d.data[0]
		d.data = d.data[1:]
		x |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return x
		}
	}
}

func (d *treeDecoder) text() string {
	n := d.number()
	text := d.data[:n]
	d.data = d.data[n:]
	return text
}

func (d *treeDecoder) node() *yaml.Node {
	n := d.nodes.next()
	n.Kind, n.Style = yaml.Kind(d.data[0]), yaml.Style(d.data[1])
	d.data = d.data[2:]
	n.Line, n.Column = int(d.number()), int(d.number())
	n.Tag, n.Value, n.Content = d.text(), d.text(), nil
	if count := int(d.number()); count > 0 {
		n.Content = d.children[:count:count]
		d.children = d.children[count:]
		for i := range n.Content {
			n.Content[i] = d.node()
		}
	}
	return n
}
