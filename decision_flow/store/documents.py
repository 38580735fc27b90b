"""Content-addressed documents: file first, then the transaction that names it (design 12.12)."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 16
LARGEST = 50 * 1024 * 1024


class TooLarge(ValueError):
    """The document is larger than the store takes."""


class OtherBytes(ValueError):
    """The bytes that came are not those of the digest that was announced."""


class Damaged(OSError):
    """The bytes on disk are no longer those of their digest."""


class Documents:
    """Files named by their SHA-256 under one folder. A rollback leaves an orphan, never a hole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[str] = set()

    def put(self, data: bytes) -> str:
        """Store bytes; their digest."""
        return self.receive([data])[0]

    def receive(self, chunks: Iterable[bytes], largest: int = LARGEST, announced: str | None = None) -> tuple[str, int]:
        """Store a stream: temporary file, fsync, rename to the digest, fsync the folder. Digest and size.

        Raises TooLarge, and OtherBytes where another digest was announced; then nothing is kept.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".upload-")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in chunks:
                    size += len(chunk)
                    if size > largest:
                        raise TooLarge(f"larger than {largest} bytes")
                    digest.update(chunk)
                    file.write(chunk)
                if announced is not None and digest.hexdigest() != announced:
                    raise OtherBytes(f"the bytes have the digest {digest.hexdigest()}")
                file.flush()
                os.fsync(file.fileno())
            self._keep(name, digest.hexdigest())
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return digest.hexdigest(), size

    def _keep(self, name: str, sha256: str) -> None:
        path = self._path(sha256)
        path.parent.mkdir(exist_ok=True)
        Path(name).replace(path)
        for folder in (path.parent, self._folder):
            fd = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)

    def holds(self, sha256: str) -> bool:
        """Whether the bytes of a digest are here."""
        if sha256 not in self._known and self._path(sha256).exists():
            self._known.add(sha256)
        return sha256 in self._known

    def read(self, sha256: str) -> bytes:
        """The bytes of a digest, checked against it."""
        data = self._path(sha256).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Damaged(f"the stored bytes of {sha256} have changed")
        return data

    def open(self, sha256: str) -> BinaryIO:
        """A file to stream from, whose bytes were checked against the digest, chunk by chunk."""
        file = self._path(sha256).open("rb")
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            file.close()
            raise Damaged(f"the stored bytes of {sha256} have changed")
        file.seek(0)
        return file

    def orphans(self, named: Iterable[str], older_than: float) -> Iterator[Path]:
        """Files that no entry names and that were last written before `older_than` (seconds since the epoch)."""
        keep = frozenset(named)
        for path in self._folder.glob("*/*"):
            if path.name not in keep and path.stat().st_mtime < older_than:
                yield path

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256
