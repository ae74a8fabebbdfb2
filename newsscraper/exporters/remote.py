"""Places elsewhere, through fsspec: ``s3://bucket/key``, ``gs://bucket/key`` and whatever else it
knows.

The output is made in a temporary folder of this machine and sent when it is whole. An object store
shows an object when all of it has arrived; to a file system the file is sent under another name and
renamed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.extras import require
from newsscraper.exporters.place import Place

_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs"}
_PACKAGES = {
    "az": "adlfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "adl": "adlfs",
    "sftp": "paramiko",
    "ssh": "paramiko",
    "smb": "smbprotocol",
    "oci": "ocifs",
    "oss": "ossfs",
    "webdav": "webdav4",
}
"""What fsspec needs for places that no extra stands for."""
_OBJECT_STORES = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "oss", "memory"}
_READ_ONLY = {"http", "https", "data", "git", "github", "zip", "tar"}


class RemotePlace(Place):
    """An address that fsspec knows.

    Args:
        address: Where the output is to be.
        shown: The same as it may be shown.

    Raises:
        ExportError: there is no way to write there, or the package for it is missing.
        OSError: the place does not answer or refuses us.

    """

    def __init__(self, address: str, shown: str) -> None:
        self._shown = shown
        self._scheme = address.partition("://")[0].lower()
        self._files, self._path = self._opened(address)
        super().__init__(self._path.rstrip("/").rpartition("/")[2], Path(gettempdir()))
        with _as_oserror():
            if self._files.isdir(self._path):
                raise IsADirectoryError(0, "it is a folder")

    def commit(self) -> None:
        """Sends it."""
        if self._scheme in _OBJECT_STORES:
            with _as_oserror():
                self._files.put_file(str(self.unfinished), self._path)
        else:
            parent, _, name = self._path.rpartition("/")
            sent = f"{parent}/.{name}.{os.urandom(4).hex()}.part"
            with _as_oserror():
                self._files.makedirs(parent, exist_ok=True)
                try:
                    self._files.put_file(str(self.unfinished), sent)
                    self._files.mv(sent, self._path)
                except BaseException:
                    if self._files.exists(sent):
                        self._files.rm_file(sent)
                    raise
        self.discard()

    @property
    def is_there(self) -> bool:
        """Whether something has the name already.

        Raises:
            OSError: the place does not answer or refuses us.

        """
        with _as_oserror():
            return bool(self._files.exists(self._path))

    def _opened(self, address: str) -> tuple[Any, str]:
        require(self._shown, _EXTRAS.get(self._scheme, "remote"), "fsspec")
        import fsspec

        if self._scheme in _READ_ONLY or self._scheme not in fsspec.available_protocols():
            raise ExportError(
                f"cannot write {self._shown}: there is no way to write to {self._scheme}://"
            )
        try:
            fsspec.get_filesystem_class(self._scheme)
        except ImportError as error:
            extra, package = _EXTRAS.get(self._scheme), _PACKAGES.get(self._scheme)
            told = f"pip install 'newsscraper[{extra}]'" if extra else " ".join(str(error).split())
            told = f"pip install {package}" if package else told
            raise ExportError(
                f"cannot write {self._shown}: its package is missing: {told}"
            ) from None
        with _as_oserror():
            files, path = fsspec.core.url_to_fs(address)
        return files, str(path)


def exists(address: str, shown: str) -> bool:
    """Whether something is at an address already.

    Raises:
        ExportError: nobody can say.

    """
    try:
        return RemotePlace(address, shown).is_there
    except OSError as error:
        raise ExportError(f"cannot write {shown}: {error.strerror or error}") from None


@contextmanager
def _as_oserror() -> Iterator[None]:
    """What a place's own library raises, credentials that are missing or a bucket that is not
    there, as OSError."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(0, " ".join(str(error).split()) or type(error).__name__) from None
