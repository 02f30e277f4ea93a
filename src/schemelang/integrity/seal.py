"""The commissioner's seal: a signature of a page, in a file beside it, made with a key that only the commissioner has.

It is Ed25519 in the form of minisign, so that anyone can check it with minisign as well. The trusted comment of a seal
holds the document ID. Only here is the package cryptography known, which comes with the extra `sign`.
"""

import hashlib
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from attrs import frozen
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from schemelang.integrity.errors import SealBroken, SealUnreadable
from schemelang.source import CellPlace

_UNTRUSTED = "untrusted comment: "
_TRUSTED = "trusted comment: "
_PUBLIC = b"Ed"
_HASHED = b"ED"
_NAME = 8
_PUBLIC_LENGTH = 42
_SEAL_LENGTH = 74
_SIGNATURE_LENGTH = 64
_LINES = 4
_COMMENT = re.compile("[ -~]{0,200}")


@frozen
class Keys:
    """A new pair of keys as files: the secret one, which only its owner has, and the public one, which is for all."""

    secret: bytes
    public: bytes


def new_keys(seed: bytes, passphrase: str) -> Keys:
    """Make a pair of keys from 32 bytes of chance; the secret one is locked with the passphrase, if there is one."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    public = key.public_key()
    name = _name(public)
    text = f"{_UNTRUSTED}public key {name.hex().upper()}\n{_written(_PUBLIC + name + public.public_bytes_raw())}\n"
    return Keys(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock), text.encode())


def read_secret(content: bytes, passphrase: str) -> Ed25519PrivateKey | str:
    """Read a secret key, or say why it cannot be read."""
    try:
        key = load_pem_private_key(content, passphrase.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return "It is no secret key, or the passphrase is not the right one."
    return key if isinstance(key, Ed25519PrivateKey) else "It is a key of another kind."


def seal(content: bytes, key: Ed25519PrivateKey, identity: str) -> bytes:
    """Seal a page: return what stands in the file beside it."""
    comment = f"document ID {identity}"
    signature = key.sign(_digest(content))
    whole = key.sign(signature + comment.encode("ascii"))
    first = _written(_HASHED + _name(key.public_key()) + signature)
    return f"{_UNTRUSTED}the seal of a contract\n{first}\n{_TRUSTED}{comment}\n{_written(whole)}\n".encode("ascii")


def check_seal(path: str, content: bytes, seal: bytes, public: bytes) -> str | SealBroken | SealUnreadable:
    """Hold a page against its seal, and return what the seal says of it, or what is wrong."""
    key = _read_public(public)
    if key is None:
        return _unreadable(path, "The public key is not one.")
    found = _read_seal(seal)
    if found is None:
        return _unreadable(path, "The seal is not written as one.")
    name, signature, comment, whole = found
    if name != _name(key):
        return _unreadable(path, "The seal was made with another key.")
    try:
        key.verify(signature, _digest(content))
        key.verify(whole, signature + comment.encode("ascii"))
    except InvalidSignature:
        return SealBroken(place=CellPlace(path), path=path)
    return comment


def _unreadable(path: str, problem: str) -> SealUnreadable:
    return SealUnreadable(place=CellPlace(path), path=path, problem=problem)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content).digest()


def _name(public: Ed25519PublicKey) -> bytes:
    """Return by what a key is known: eight bytes that follow from it."""
    return hashlib.sha256(public.public_bytes_raw()).digest()[:_NAME]


def _written(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _read(text: str, length: int) -> bytes | None:
    try:
        content = b64decode(text, validate=True)
    except (NotBase64, ValueError):
        return None
    return content if len(content) == length else None


def _lines(content: bytes) -> list[str]:
    try:
        return content.decode("ascii").splitlines()
    except UnicodeDecodeError:
        return []


def _read_public(content: bytes) -> Ed25519PublicKey | None:
    lines = [line for line in _lines(content) if not line.startswith(_UNTRUSTED)]
    key = _read(lines[0], _PUBLIC_LENGTH) if len(lines) == 1 else None
    if key is None or not key.startswith(_PUBLIC):
        return None
    return Ed25519PublicKey.from_public_bytes(key[len(_PUBLIC) + _NAME :])


def _read_seal(content: bytes) -> tuple[bytes, bytes, str, bytes] | None:
    """Return the name of the key, the signature, the comment, and the signature of both."""
    lines = _lines(content)
    if len(lines) != _LINES or not lines[0].startswith(_UNTRUSTED) or not lines[2].startswith(_TRUSTED):
        return None
    first, whole = _read(lines[1], _SEAL_LENGTH), _read(lines[3], _SIGNATURE_LENGTH)
    comment = lines[2].removeprefix(_TRUSTED)
    if first is None or whole is None or not first.startswith(_HASHED) or not _COMMENT.fullmatch(comment):
        return None
    start = len(_HASHED)
    return first[start : start + _NAME], first[start + _NAME :], comment, whole
