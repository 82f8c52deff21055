"""A small model in the format of Firefox's, whose weights we write: it translates word by word.

The file of a model is Marian's binary one (a header of names, types and shapes, then the numbers; matrices
are transposed bytes with one multiplier behind them), a vocabulary is SentencePiece's protobuf, a shortlist
is Marian's too. `fxtranslate` loads and runs them like those of Mozilla, and the answers are known.

Each token has a random code in one half of its vector, where Marian's signals of position are slow; the quick
ones, in the other half, tell its place. The one decoder layer looks, at each step, at the source token of the
same place, and writes the token that the table `WORDS` has for it, else the same.
"""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORDS = {
    "Les": "The",
    "les": "the",
    "La": "The",
    "une": "a",
    "Une": "A",
    "entreprise": "company",
    "entreprises": "companies",
    "innovent": "innovate",
    "innovante": "innovative",
    "et": "and",
    "avec": "with",
    "nous": "us",
}
CHARACTERS = (
    "▁abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "[].,;:!?'’\"()-/%€«»“”…@#^$\\{}~*=`§_|+<>&éèêàâçîïôûùœÉ"
)
NORMAL, UNKNOWN, CONTROL, UNUSED, BYTE = 1, 2, 3, 5, 6  # kinds of pieces
FLOAT, MATRIX = 0x404, 0x4101  # types of Marian
SIZE = 256
_HALF = SIZE // 2
# The signals are half sines, half cosines, from quick to slow; the quick ones tell the place.
PLACE = np.r_[0 : _HALF // 2, _HALF : _HALF + _HALF // 2]
CODE = np.r_[_HALF // 2 : _HALF, _HALF + _HALF // 2 : SIZE]
ONES = np.r_[SIZE - 32 : SIZE]  # cosines so slow that they are 1 all along
SPREAD = 1.54  # of a vector, by which a norm divides

Numbers = NDArray[np.float32]


def pieces() -> list[tuple[str, float, int]]:
    """The vocabulary: piece, score, kind."""
    words = dict.fromkeys(f"▁{word}" for pair in WORDS.items() for word in pair)
    used = [
        ("</s>", 0.0, CONTROL),
        ("<unk>", 0.0, UNKNOWN),
        *((f"<0x{byte:02X}>", 0.0, BYTE) for byte in range(256)),
        *((word, -1.0, NORMAL) for word in words),
        *((character, -10.0, NORMAL) for character in CHARACTERS),
    ]
    # The engine multiplies eight rows at a time.
    return used + [(f"<unused{number}>", 0.0, UNUSED) for number in range(-len(used) % 8)]


def vocabulary() -> bytes:
    """The SentencePiece model: field 1 of its protobuf holds the pieces (text 1, score 2, kind 3)."""
    data = b""
    for piece, score, kind in pieces():
        text = piece.encode()
        message = b"\x0a" + _varint(len(text)) + text + b"\x15" + struct.pack("<f", score)
        message += b"\x18" + _varint(kind)
        data += b"\x0a" + _varint(len(message)) + message
    return data


def shortlist() -> bytes:
    """The lexical shortlist: which tokens the answer to each may have; here all, as if they were frequent."""
    count = len(pieces())
    header = struct.pack("<6Q", 0xF11A48D5013417F5, 0, count, 0, count + 1, count)
    starts, tokens = range(count + 1), range(count)
    return header + struct.pack(f"<{count + 1}Q", *starts) + struct.pack(f"<{count}I", *tokens)


def model() -> bytes:
    """The Transformer."""
    names = [piece for piece, _, _ in pieces()]
    # As many 1 as -1 in each quarter, so that the norms of the layers move all tokens alike.
    balanced = np.tile(np.repeat(np.array([-1, 1], np.float32), len(ONES) // 2), (len(names) * 4, 1))
    signs = np.random.default_rng(3).permuted(balanced, axis=1).reshape(len(names), len(CODE))
    embedding = np.zeros((len(names), SIZE), np.float32)
    embedding[:, CODE] = signs / 8
    identity = np.eye(SIZE, dtype=np.float32)
    place, code = np.zeros((2, SIZE, SIZE), np.float32)
    # A norm takes the mean away, which tells of the place too: what is 1 there says how much it was.
    place[PLACE] = 40 * identity[PLACE]
    place[np.ix_(ONES, PLACE)] = -40 / len(ONES)
    bias = np.zeros(SIZE)
    bias[PLACE] = 40 / SPREAD
    code[CODE] = identity[CODE]
    for french, english in WORDS.items():
        one, other = signs[names.index(f"▁{french}")], signs[names.index(f"▁{english}")]
        code[np.ix_(CODE, CODE)] += np.outer(one, other - one) / len(CODE)
    none = np.zeros((SIZE, SIZE), np.float32)

    items: dict[str, tuple[int, tuple[int, ...], bytes]] = {}
    yaml = "enc-depth: 1\ndec-depth: 1\ntransformer-heads: 1\ntransformer-dim-ffn: 16\ndim-emb: 256\n"
    items["special:model.yml"] = (0x101, (len(yaml) + 1,), yaml.encode() + b"\0")
    items["Wemb"] = _matrix(embedding, 800, transposed=False)
    items["none_QuantMultA"] = _floats([16])
    items["decoder_ff_logit_out_b"] = _floats([0] * len(names))
    _attention(items, "encoder_l1_self", none, none, none, none)
    _attention(items, "decoder_l1_context", place, place, code, 8 * _only(CODE))
    for letter in "qk":
        items[f"decoder_l1_context_b{letter}"] = _floats(bias)
    for name in ("decoder_l1_rnn_W", "decoder_l1_rnn_Wf"):
        items[name], items[f"{name}_QuantMultA"] = _matrix(none, 1), _floats([16])
    items["decoder_l1_rnn_bf"] = _floats([0] * SIZE)
    _normal(items, "decoder_l1_rnn_ffn")
    for layer in ("encoder_l1_ffn", "decoder_l1_ffn"):
        for name, bias, shape in (("W1", "b1", (SIZE, 16)), ("W2", "b2", (16, SIZE))):
            items[f"{layer}_{name}"] = _matrix(np.zeros(shape, np.float32), 1)
            items[f"{layer}_{name}_QuantMultA"] = _floats([16])
            items[f"{layer}_{bias}"] = _floats([0] * shape[1])
        _normal(items, f"{layer}_ffn")
    return _file(items)


def write_model(folder: Path) -> Path:
    """Write the three files under Mozilla's names; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files().items():
        (folder / name).write_bytes(data)
    return folder


def files() -> Mapping[str, bytes]:
    """The three files by the names that Mozilla gives them."""
    return {
        "model.fren.intgemm.alphas.bin": model(),
        "vocab.fren.spm": vocabulary(),
        "lex.50.50.fren.s2t.bin": shortlist(),
    }


def _only(places: NDArray[np.int64]) -> Numbers:
    matrix = np.zeros((SIZE, SIZE), np.float32)
    matrix[places, places] = 1
    return matrix


def _attention(items: dict[str, tuple[int, tuple[int, ...], bytes]], name: str, *matrices: Numbers) -> None:
    for letter, matrix in zip("qkvo", matrices, strict=True):
        largest = float(np.abs(matrix).max()) or 1.0
        items[f"{name}_W{letter}"] = _matrix(matrix, 127 / largest)
        items[f"{name}_W{letter}_QuantMultA"] = _floats([40])
        items[f"{name}_b{letter}"] = _floats([0] * SIZE)
    _normal(items, f"{name}_Wo")


def _normal(items: dict[str, tuple[int, tuple[int, ...], bytes]], name: str) -> None:
    items[f"{name}_ln_scale"] = _floats([1] * SIZE)
    items[f"{name}_ln_bias"] = _floats([0] * SIZE)


def _floats(numbers: Sequence[float]) -> tuple[int, tuple[int, ...], bytes]:
    return FLOAT, (1, len(numbers)), struct.pack(f"<{len(numbers)}f", *numbers)


def _matrix(
    matrix: Numbers, multiplier: float, *, transposed: bool = True
) -> tuple[int, tuple[int, ...], bytes]:
    stored = (matrix.T if transposed else matrix) * multiplier
    return MATRIX, matrix.shape, np.rint(stored).astype(np.int8).tobytes() + struct.pack("<f", multiplier)


def _file(items: Mapping[str, tuple[int, tuple[int, ...], bytes]]) -> bytes:
    data = struct.pack("<2Q", 1, len(items))
    for name, (kind, shape, content) in items.items():
        data += struct.pack("<4Q", len(name) + 1, kind, len(shape), len(content))
    data += b"".join(name.encode() + b"\0" for name in items)
    data += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, shape, _ in items.values())
    return data + struct.pack("<Q", 0) + b"".join(content for _, _, content in items.values())


def _varint(number: int) -> bytes:
    data = b""
    while number > 127:
        data += bytes([number & 127 | 128])
        number >>= 7
    return data + bytes([number])
