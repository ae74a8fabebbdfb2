"""Locations of stores, and errors: each is one line and never shows a password."""

from __future__ import annotations

import os
import socket
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.errors import UserError
from newsscraper.items.records import Article, RawArticle
from newsscraper.store import Batch, Store, StoreError
from newsscraper.store import location as location_module
from newsscraper.store.location import Location


def problem_of(where: str, *, create: bool) -> str:
    with pytest.raises(StoreError) as caught:
        Store(where, create=create)
    text = str(caught.value)
    assert isinstance(caught.value, UserError)
    assert "\n" not in text
    return text


def fill(where: str) -> None:
    with Store(where, create=True) as store:
        rows = Batch()
        rows.add_article(Article(raw=RawArticle("test"), id="a"))
        assert store.write(rows).new == 1


@pytest.mark.parametrize(
    "name",
    [
        "store.db",
        "no suffix",
        "a/b/c.db",
        "مخزن.db",
        "100%.db",
        "a?b#c.db",
        "caf\udce9.db",
        "a:b@c",
    ],
)
def test_any_path_can_be_a_store(tmp_path, name):
    path = str(tmp_path / name)
    fill(path)
    assert Path(path).is_file()
    with Store(path) as store:
        assert store.location == path
        assert [record.id for record in store.articles()] == ["a"]


def test_a_path_may_be_relative_or_a_url(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    fill("data/store.db")
    for where in (
        "data/store.db",
        f"sqlite:///{tmp_path}/data/store.db",
        "sqlite:///data/store.db",
    ):
        with Store(where) as store:
            assert len(store.articles()) == 1
            assert store.location == where


def test_a_missing_file_is_created_or_reported(tmp_path):
    path = tmp_path / "folder" / "store.db"
    assert (
        problem_of(str(path), create=False)
        == f"no store at {path}; run newsscraper crawl SITE to create it,"
        " or choose another with --store FILE"
    )
    assert not path.parent.exists()
    Store(str(path), create=True).close()
    assert path.is_file()


def test_a_folder_is_not_a_store(tmp_path):
    for create in (True, False):
        assert (
            problem_of(str(tmp_path), create=create)
            == f"cannot open the store {tmp_path}: it is a folder"
        )


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    path = tmp_path / "file" / "store.db"
    for create in (True, False):
        assert problem_of(str(path), create=create).startswith(
            (f"cannot open the store {path}: ", f"no store at {path}; ")
        )


@pytest.mark.parametrize(
    "content", [b"id,url\n1,2\n", b"{}", b"SQLite format 2\x00", b"\x00" * 100, "نص".encode()]
)
def test_a_file_of_another_kind_is_unchanged(tmp_path, content):
    path = tmp_path / "articles.csv"
    path.write_bytes(content)
    for create in (True, False):
        assert (
            problem_of(str(path), create=create)
            == f"cannot open the store {path}: it is not an SQLite database"
        )
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("rest", [b"", b"x", b"x" * 5000])
def test_a_file_that_only_begins_like_sqlite(tmp_path, rest):
    path = tmp_path / "store.db"
    path.write_bytes(b"SQLite format 3\x00" + rest)
    for create in (True, False):
        assert (
            problem_of(str(path), create=create)
            == f"cannot open the store {path}: file is not a database"
        )


def test_an_empty_file_cannot_be_read_but_may_become_a_store(tmp_path):
    path = tmp_path / "store.db"
    path.touch()
    assert problem_of(str(path), create=False) == f"{path} is not a store: the file is empty"
    fill(str(path))


@pytest.fixture
def foreign(tmp_path):
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    return path


def test_a_foreign_database_cannot_be_read_as_a_store(foreign):
    assert (
        problem_of(str(foreign), create=False)
        == f"{foreign} is not a newsscraper store: the table 'newsscraper' is missing"
    )


def test_a_rejected_foreign_database_is_unchanged(foreign):
    before = foreign.read_bytes()
    problem_of(str(foreign), create=False)
    assert list(foreign.parent.iterdir()) == [foreign]
    assert foreign.read_bytes() == before


def test_a_foreign_table_is_unchanged(foreign):
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE articles (theirs TEXT)")
    connection.close()
    message = (
        f"{foreign} already has a table 'articles' that newsscraper did not create;"
        " choose another store"
    )
    assert problem_of(str(foreign), create=True) == message


def test_a_foreign_database_does_not_become_a_store(foreign):
    problem_of(str(foreign), create=True)
    with sqlite3.connect(foreign) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
    connection.close()


@pytest.mark.parametrize("columns", ["other", "name, value"])
def test_a_foreign_table_with_one_of_our_names(tmp_path, columns):
    path = tmp_path / "store.db"
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE newsscraper ({columns})")
    connection.close()
    for create in (True, False):
        assert str(path) in problem_of(str(path), create=create)


@pytest.mark.parametrize("where", ["", ":memory:", "sqlite://", "sqlite:///:memory:"])
def test_a_store_is_a_file(where):
    for create in (True, False):
        assert problem_of(where, create=create) == "a store needs the path of a file"


# Read-only folders and files. They are recognised by their mode, which does not apply to root.


@pytest.fixture
def read_only(tmp_path):
    folder = tmp_path / "read-only"
    folder.mkdir()
    fill(str(folder / "store.db"))
    (folder / "store.db").chmod(0o400)
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        folder.chmod(0o700)
        pytest.skip("this user may write anywhere")
    yield folder
    folder.chmod(0o700)


def test_a_read_only_folder(read_only):
    path = read_only / "new.db"
    assert (
        problem_of(str(path), create=True)
        == f"cannot write the store {path}: its folder is not writable"
    )
    path = read_only / "folder" / "new.db"
    assert problem_of(str(path), create=True) == f"cannot open the store {path}: Permission denied"


def test_a_read_only_store_is_reported_before_the_crawl(read_only):
    path = read_only / "store.db"
    assert problem_of(str(path), create=True) == f"cannot write the store {path}: permission denied"


def test_an_unreadable_store(read_only):
    path = read_only / "store.db"
    path.chmod(0)
    assert problem_of(str(path), create=False) == f"cannot open the store {path}: Permission denied"


def test_a_read_only_store_can_be_read(read_only):
    with Store(str(read_only / "store.db")) as store:
        assert [record.id for record in store.articles()] == ["a"]


# URLs


@pytest.mark.parametrize(
    "address",
    [
        "mysql://u:secret@h/n",
        "http://u:secret@h/n",
        "postgresq://u:secret@h/n",
        "oracle+x://u:secret@h",
    ],
)
def test_another_database_is_not_supported(address):
    kind = address.partition(":")[0].partition("+")[0]
    message = f"a store must be a file (SQLite) or a postgresql:// URL, not {kind}://"
    assert problem_of(address, create=True) == message


@pytest.mark.parametrize(
    "address",
    [
        "my-sql://user:secret@host/name",
        "://user:secret@host",
        " postgresql ://user:secret@host/name",
        "\x85\x1b[2J://user:secret@host/name",
    ],
)
def test_an_invalid_url_is_reported_without_its_password(address):
    message = problem_of(address, create=True)
    assert message.isprintable()
    assert "invalid database URL for the store" in message
    assert "secret" not in message


def test_an_invalid_port_is_reported_in_one_line():
    message = problem_of("postgresql://user:secret@host:port/name", create=True)
    assert "secret" not in message


@pytest.mark.parametrize("driver", ["nosuch", "aiosqlite", "pysqlcipher"])
def test_another_sqlite_driver_is_replaced_or_reported_in_one_line(tmp_path, driver):
    address = f"sqlite+{driver}:///{tmp_path}/store.db"
    try:
        Store(address, create=True).close()
    except StoreError as problem:
        assert "\n" not in str(problem)  # noqa: PT017 - either will do


def test_a_query_in_an_sqlite_url_is_reported_in_one_line(tmp_path):
    problem_of(f"sqlite:///{tmp_path}/store.db?timeout=abc", create=True)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u@h/n",
        "postgres://u@h/n",
        "postgresql+psycopg://u@h/n",
        "postgresql+psycopg2://u@h/n",
    ],
)
def test_every_postgresql_url_uses_psycopg(address):
    place = Location(address)
    assert (place.url.drivername, place.is_sqlite, place.display_name) == (
        "postgresql+psycopg",
        False,
        address,
    )
    assert (place.url.username, place.url.host, place.url.database) == ("u", "h", "n")
    place.check(create=True)


def test_a_missing_driver_is_reported_with_the_install_command(monkeypatch):
    monkeypatch.setattr(location_module, "find_spec", lambda name: None)
    message = problem_of("postgresql://user:secret@host/name", create=True)
    assert (
        message == "the store postgresql://user:***@host/name needs a driver: pip install"
        " 'newsscraper[postgresql]'"
    )


@pytest.fixture
def closed_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        yield listener.getsockname()[1]


@pytest.mark.process
@pytest.mark.parametrize("create", [True, False])
def test_a_missing_server_is_reported_in_one_line_without_the_password(closed_port, create):
    pytest.importorskip("psycopg")
    message = problem_of(f"postgresql://user:secret@127.0.0.1:{closed_port}/name", create=create)
    assert message.startswith(
        f"cannot open the store postgresql://user:***@127.0.0.1:{closed_port}/name: "
    )
    assert "refused" in message
    assert "secret" not in message


@pytest.mark.process
def test_a_password_in_the_query_is_not_shown(closed_port):
    pytest.importorskip("psycopg")
    message = problem_of(
        f"postgresql://127.0.0.1:{closed_port}/name?user=user&password=secret", create=True
    )
    assert "secret" not in message


def test_an_open_store_does_not_show_its_password(postgresql_url):
    scheme, _, rest = postgresql_url.partition("://")
    user, _, host = rest.rpartition("@")
    address = (
        f"{scheme}://{user.partition(':')[0] or 'postgres'}:"
        f"{user.partition(':')[2] or 'secret'}@{host}"
    )
    try:
        store = Store(address, create=True)
    except StoreError:
        pytest.skip("the server's user has another name")
    with store:
        assert ":***@" in store.location
        assert repr(store.articles()) == f"<Articles 0 of {store.location}>"


def test_a_missing_database_is_reported_in_one_line(postgresql_url):
    message = problem_of(postgresql_url + "_none", create=True)
    assert message.endswith('_none" does not exist')


@given(
    st.text(max_size=40)
    | st.builds(
        "{}://{}".format,
        st.text("sqlite+postgrmy:", max_size=12),
        st.text("a:@/?[]1.&= ", max_size=12),
    )
)
@settings(deadline=None, max_examples=200)
def test_any_text_is_a_location_or_a_store_error(where):
    try:
        place = Location(where)
    except StoreError as problem:
        assert str(problem)  # noqa: PT017 - either will do
    else:
        assert place.is_sqlite == place.url.drivername.startswith("sqlite")
