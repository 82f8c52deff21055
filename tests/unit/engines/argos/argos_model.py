"""A small Argos package whose model translates word by word: made by hand, loaded and run like any other.

The tokeniser is a SentencePiece model trained here. The Transformer has weights that we write: its one
decoder layer looks, at each step, at the source token of the same place, and writes the token that the table
`WORDS` has for it, else the same. So the answers are known, while CTranslate2 does all that it always does.
"""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

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
SIGNS = "0123456789[]X.,;:!?'’\"()-/%€«»“”…@#^$\\{}~*=`§_|+éèêàâçîïôûùœ"
# A place is two figures to the base SIDE: the model knows sentences of up to 529 tokens.
SIDE = 23
_SENTENCES = (
    "Les entreprises de la région travaillent avec nous.",
    "Une femme dirige ce pôle depuis deux mille dix.",
    "Nous avons beaucoup travaillé ensemble pour ce projet et ce réseau.",
    "La mixité avance dans la filière, mais pas assez vite.",
    "Écrivez ici la page que vous voulez lire, puis la suivante.",
)


def tokeniser() -> bytes:
    """A SentencePiece model of a few hundred pieces, in which each word of WORDS is one."""
    model = io.BytesIO()
    words = dict.fromkeys(f"▁{word}" for pair in WORDS.items() for word in pair)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*_SENTENCES * 60, " ".join(SIGNS)]),
        model_writer=model,
        vocab_size=160,
        model_type="bpe",
        user_defined_symbols=list(words),
        required_chars=SIGNS,
        character_coverage=1.0,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return model.getvalue()


def model(folder: Path, pieces: list[str]) -> None:
    """Write the Transformer. Its vectors have three parts: token, place, and token to write."""
    count, width = len(pieces), 2 * SIDE
    token, place, written = slice(0, count), slice(count, count + width), slice(count + width, None)
    size = 2 * count + width
    figures = np.eye(SIDE)
    spec = TransformerSpec.from_config(num_layers=1, num_heads=1, pre_norm=True, no_final_norm=True)
    for side in (spec.encoder, spec.decoder):
        embedding = np.zeros((count, size), np.float32)
        embedding[:, token] = np.eye(count)
        (side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings).weight = embedding
        side.scale_embeddings = False
        places = np.zeros((SIDE * SIDE, size), np.float32)
        places[:, place] = np.hstack([np.repeat(figures, SIDE, axis=0), np.tile(figures, (SIDE, 1))])
        side.position_encodings.encodings = places
        silence(side.layer[0].self_attention, size, layers=2)
        silence_ffn(side.layer[0].ffn, size)

    table = np.zeros((count, count), np.float32)
    for index, piece in enumerate(pieces):
        target = f"▁{WORDS[piece[1:]]}" if piece[1:] in WORDS and piece[0] == "▁" else piece
        table[pieces.index(target), index] = 1
    attention = spec.decoder.layer[0].attention
    silence(attention, size, layers=3)
    query = np.zeros((size, size), np.float32)
    query[place, place] = 1000 * np.eye(width)
    keys = np.zeros((2 * size, size), np.float32)
    keys[:size][place, place] = 1000 * np.eye(width)
    keys[size:][written, token] = table
    attention.linear[0].weight, attention.linear[1].weight = query, keys
    attention.linear[2].weight = np.eye(size, dtype=np.float32)
    projection = np.zeros((count, size), np.float32)
    projection[:, written] = 20 * np.eye(count)
    projection[pieces.index("</s>")] *= 50  # surer than any word, so that all beams end with the source
    spec.decoder.projection.weight = projection
    spec.decoder.projection.bias = np.zeros(count, np.float32)

    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize()
    folder.mkdir(parents=True)
    spec.save(str(folder))


def silence(attention: object, size: int, layers: int) -> None:
    """An attention that adds nothing; `layers` are its linear layers, keys and values in one."""
    widths = {2: (3 * size, size), 3: (size, 2 * size, size)}[layers]
    attention.layer_norm.gamma = np.ones(size, np.float32)  # type: ignore[attr-defined]
    attention.layer_norm.beta = np.zeros(size, np.float32)  # type: ignore[attr-defined]
    for linear, width in zip(attention.linear, widths, strict=True):  # type: ignore[attr-defined]
        linear.weight = np.zeros((width, size), np.float32)
        linear.bias = np.zeros(width, np.float32)


def silence_ffn(ffn: object, size: int) -> None:
    """A feed-forward network that adds nothing."""
    ffn.layer_norm.gamma = np.ones(size, np.float32)  # type: ignore[attr-defined]
    ffn.layer_norm.beta = np.zeros(size, np.float32)  # type: ignore[attr-defined]
    for linear, (rows, columns) in ((ffn.linear_0, (8, size)), (ffn.linear_1, (size, 8))):  # type: ignore[attr-defined]
        linear.weight = np.zeros((rows, columns), np.float32)
        linear.bias = np.zeros(rows, np.float32)


def write_package(
    packages: Path,
    name: str = "translate-fr_en-1_9",
    source: str = "fr",
    target: str = "en",
    version: str = "1.9",
) -> Path:
    """Write a package, installed as Argos Translate installs it; gives its folder."""
    package = packages / name
    data = tokeniser()
    processor = sentencepiece.SentencePieceProcessor(model_proto=data)
    model(package / "model", [processor.id_to_piece(number) for number in range(processor.get_piece_size())])
    (package / "sentencepiece.model").write_bytes(data)
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": source,
        "from_name": "French",
        "to_code": target,
        "to_name": "English",
    }
    (package / "metadata.json").write_text(json.dumps(metadata), "utf-8")
    return package


def zipped(package: Path, path: Path) -> Path:
    """The package as it is downloaded, an `.argosmodel`."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(package.rglob("*")):
            archive.write(file, Path(package.name) / file.relative_to(package))
    return path
