"""How large data packed with Zstandard becomes, known before it is unpacked.

`fxtranslate` unpacks a whole file at once, whatever its size, and only its first frame.
"""

_MAGIC = b"\x28\xb5\x2f\xfd"
_LARGEST_BLOCK = 128 << 10  # bytes of a compressed block when unpacked (RFC 8878 §3.1.1.2.4)
_COMPRESSED, _RLE, _RESERVED = 2, 1, 3


def size_at_most(data: bytes) -> int:
    """The bytes that a frame can have when it is unpacked, by the headers of its blocks.

    The size that a frame may state is not looked at, as nothing makes it true. A compressed block that breaks
    the limit of the standard would need to be unpacked to be found out. Raises ValueError if the data are not
    exactly one frame.
    """
    if data[:4] != _MAGIC:
        raise ValueError("not a Zstandard frame")
    flags = data[4:5] or b"\0"
    is_single = bool(flags[0] & 0x20)
    stated, dictionary = flags[0] >> 6, flags[0] & 3
    at = 5 + (not is_single) + (0, 1, 2, 4)[dictionary] + (int(is_single), 2, 4, 8)[stated]
    size, is_last = 0, False
    while not is_last:
        if at + 3 > len(data):
            raise ValueError("the Zstandard frame is incomplete")
        header = int.from_bytes(data[at : at + 3], "little")
        is_last, kind, length = bool(header & 1), header >> 1 & 3, header >> 3
        if kind == _RESERVED:
            raise ValueError("the Zstandard frame is damaged")
        size += _LARGEST_BLOCK if kind == _COMPRESSED else length
        at += 3 + (1 if kind == _RLE else length)
    at += 4 * bool(flags[0] & 4)  # the checksum
    if at != len(data):
        what = "has something behind it" if at < len(data) else "is incomplete"
        raise ValueError(f"the Zstandard frame {what}")
    return size
