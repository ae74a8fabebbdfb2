"""Remote places, through fsspec: ``s3://bucket/key``, ``gs://bucket/key`` and others.

The output is written to a temporary folder on this machine and uploaded when it is complete. An
object store shows an object only when all of it has arrived; on a remote file system the file is
uploaded under a temporary name and renamed.
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
"""Packages that fsspec needs for the schemes that no extra of this project covers."""
_OBJECT_STORES = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "oss", "memory"}
_READ_ONLY = {"http", "https", "data", "git", "github", "zip", "tar"}


class RemotePlace(Place):
    """An address of a scheme that fsspec supports.

    Args:
        address: Address of the output.
        shown: The address without a password, for messages.

    Raises:
        ExportError: The scheme cannot be written to, or its package is missing.
        OSError: The server does not answer or refuses access.

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
        """Upload the output."""
        if self._scheme in _OBJECT_STORES:
            with _as_oserror():
                self._files.put_file(str(self.unfinished), self._path)
        else:
            parent, _, name = self._path.rpartition("/")
            temporary = f"{parent}/.{name}.{os.urandom(4).hex()}.part"
            with _as_oserror():
                self._files.makedirs(parent, exist_ok=True)
                try:
                    self._files.put_file(str(self.unfinished), temporary)
                    self._files.mv(temporary, self._path)
                except BaseException:
                    if self._files.exists(temporary):
                        self._files.rm_file(temporary)
                    raise
        self.discard()

    @property
    def exists(self) -> bool:
        """Whether an object of that name exists.

        Raises:
            OSError: The server does not answer or refuses access.

        """
        with _as_oserror():
            return bool(self._files.exists(self._path))

    def _opened(self, address: str) -> tuple[Any, str]:
        require(self._shown, _EXTRAS.get(self._scheme, "remote"), "fsspec")
        import fsspec

        if self._scheme in _READ_ONLY or self._scheme not in fsspec.available_protocols():
            raise ExportError(
                f"cannot write {self._shown}: {self._scheme}:// is not supported for writing"
            )
        try:
            fsspec.get_filesystem_class(self._scheme)
        except ImportError as error:
            extra, package = _EXTRAS.get(self._scheme), _PACKAGES.get(self._scheme)
            hint = f"pip install 'newsscraper[{extra}]'" if extra else " ".join(str(error).split())
            hint = f"pip install {package}" if package else hint
            raise ExportError(
                f"cannot write {self._shown}: its package is missing: {hint}"
            ) from None
        with _as_oserror():
            files, path = fsspec.core.url_to_fs(address)
        return files, str(path)


def exists(address: str, shown: str) -> bool:
    """Return whether something exists at an address.

    Raises:
        ExportError: The server does not answer or refuses access.

    """
    try:
        return RemotePlace(address, shown).exists
    except OSError as error:
        raise ExportError(f"cannot write {shown}: {error.strerror or error}") from None


@contextmanager
def _as_oserror() -> Iterator[None]:
    """Raise OSError for the errors of a scheme's own library.

    Examples are missing credentials and a bucket that does not exist.
    """
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(0, " ".join(str(error).split()) or type(error).__name__) from None
