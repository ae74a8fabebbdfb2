"""Passwords are masked in every text, whoever wrote it."""

from __future__ import annotations

import timeit
from time import process_time

import pytest
from sqlalchemy import make_url

from newsscraper import passwords
from newsscraper.errors import UserError
from newsscraper.passwords import (
    conceal,
    conceal_settings,
    conceal_user,
    escaped,
    is_secret,
    masked,
    masked_address,
    masked_url,
)
from tests.growth import grows_linearly


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(passwords, "_known", {})


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://u:S3CRET@host/db", "postgresql://u:***@host/db"),
        ("postgresql://u:S3@CRET@host/db", "postgresql://u:***@host/db"),
        ("postgresql://u:S3@CR@ET@host/db", "postgresql://u:***@host/db"),
        ("postgresql://u:S3/CRET@host/db", "postgresql://u:***@host/db"),
        ("postgresql://u:S3@CR/ET@host/db", "postgresql://u:***@host/db"),
        ("postgresql://u:S3?CR@ET@host/db", "postgresql://u:***@host/db"),
        ("postgresql://u:S3#CRET@host/db", "postgresql://u:***@host/db"),
        ("postgresql://u:12/S3CRET@host/db", "postgresql://u:***@host/db"),
        ("postgresql://:S3CRET@host/db", "postgresql://:***@host/db"),
        ("postgresql:/u:S3CRET@host/db", "postgresql:/u:***@host/db"),
        ("postgresql:u:S3CRET@host/db", "postgresql:u:***@host/db"),
        ("ftp://u:S3%40CRET@host/a.csv", "ftp://u:***@host/a.csv"),
        ("hf:s3://k:S3CRET@b/c", "hf:s3://k:***@b/c"),
        ("postgresql://h/d?sslpassword=S3CRET&x=1", "postgresql://h/d?sslpassword=***&x=1"),
        ("az://c/a.csv?sv=2&sig=S3CRET", "az://c/a.csv?sv=2&sig=***"),
        ("s3://b/a.csv?X-Amz-Signature=S3CRET", "s3://b/a.csv?X-Amz-Signature=***"),
        ("s3://b/a.csv?account%5Fkey=S3CRET", "s3://b/a.csv?account%5Fkey=***"),
        ("postgresql://u@h/d?table=a.b", "postgresql://u@h/d?table=a.b"),
        ("postgresql://h:5432/d", "postgresql://h:5432/d"),
        ("data/news.db", "data/news.db"),
        ("out@home.csv", "out@home.csv"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address, shown):
    assert masked_address(address) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Stored csv feed (3 items) in: ftp://u:S3@CRET@host/a.csv, done",
            "Stored csv feed (3 items) in: ftp://u:***@host/a.csv, done",
        ),
        ("ftp://u:S3/CR@ET@host/a.csv is there", "ftp://u:***@host/a.csv is there"),
        ("proxy http://u:S3@CRET@host:8080/ is down", "proxy http://u:***@host:8080/ is down"),
        ("{'FTP_PASSWORD': 'S3CRET', 'FTP_USER': 'u'}", "{'FTP_PASSWORD': '***', 'FTP_USER': 'u'}"),
        ("{'AWS_SECRET_ACCESS_KEY': 'S3CRET'}", "{'AWS_SECRET_ACCESS_KEY': '***'}"),
        ("{'MAIL_PASS': \"S3'CRET\"}", "{'MAIL_PASS': \"***\"}"),
        ('{"Authorization": "Bearer S3CRET"}', '{"Authorization": "***"}'),
        ("{b'Cookie': [b'sid=S3CRET']}", "{b'Cookie': [b'***']}"),
        ("{'X-Api-Key': 'S3CRET'}", "{'X-Api-Key': '***'}"),
        ("Telnet Password: 1a2b3c", "Telnet Password: ***"),
        ("http://h/a?b=1&password=S3CRET!", "http://h/a?b=1&password=***"),
    ],
)
def test_a_message_of_any_package_is_masked(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "https://www.maghress.com/fr/yabiladi/148210: timeout",
        "http://127.0.0.1:8000/a/@user: not found",
        "https://host:8000/a@b?token=of-the-page",
        "write to you@example.org: {'COOKIES_ENABLED': False, 'BOT_NAME': 'a'}",
        "12:30: u@h",
    ],
)
def test_other_text_stays(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("postgresql://u:S3@CRET@host/db", "failed to resolve host 'CRET@host'"),
        ("postgresql://u:S3/CRET@host/db", 'database "CRET@host/db" does not exist'),
        ("postgresql://u:S3%40CRET@host/db", "the password S3@CRET is wrong"),
        ("postgresql://u:S3@CR@ET@host/db", "host 'CR@ET@host', host 'ET@host'"),
        ("postgresql://h/d?password=S3%40CRET", "the password S3@CRET is wrong"),
        ("az://c/a.csv?sig=S3CRET", "401 for account c (S3CRET)"),
    ],
)
def test_parts_of_a_known_address_are_masked_wherever_they_stand(address, text):
    conceal(address)
    for part in ("S3", "CRET", "CR@", "ET@"):
        assert part not in masked(text)
    assert "***" in masked(text)
    assert "CRET" not in str(UserError(text))


@pytest.mark.parametrize(
    "settings",
    [
        {"FTP_PASSWORD": "S3CRET"},
        {"DEFAULT_REQUEST_HEADERS": {"Authorization": "Bearer S3CRET"}},
        {"DEFAULT_REQUEST_HEADERS": '{"Authorization": "Bearer S3CRET"}'},
        {"DEFAULT_REQUEST_HEADERS": {b"Cookie": [b"S3CRET"]}},
        {"FEEDS": {"ftp://u:S3CRET@host/a.csv": {"format": "csv"}}},
        {"FEEDS": '{"ftp://u:S3CRET@host/a.csv": {"format": "csv"}}'},
        {"https_proxy": "http://u:S3CRET@proxy:3128"},
    ],
)
def test_the_secrets_of_settings_are_known(settings):
    conceal_settings(settings)
    assert masked("login with S3CRET failed") == "login with *** failed"


def test_a_password_that_is_a_common_word_is_masked_in_addresses_only():
    conceal("postgresql://news:news@host/news")
    conceal("postgresql://me:newsscraper@host/newsscraper")
    assert masked("newsscraper: no news") == "newsscraper: no news"


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("postgresql://u:S3@CRET@host/db?a=b", "postgresql://u:S3%40CRET@host/db?a=b"),
        ("postgresql://u:S3CRET@host/db", "postgresql://u:S3CRET@host/db"),
        ("postgresql://u@host/d@b", "postgresql://u@host/d@b"),
        ("sqlite:///a@b@c", "sqlite:///a@b@c"),
        ("a@b.db", "a@b.db"),
    ],
)
def test_an_at_sign_of_a_password_is_escaped(address, written):
    assert escaped(address) == written


def test_names_of_secrets():
    assert all(
        map(
            is_secret,
            "FTP_PASSWORD MAIL_PASS TELNETCONSOLE_PASSWORD AWS_SESSION_TOKEN Authorization"
            " Proxy-Authorization Cookie X-Api-Key password sig HTTPPROXY_AUTH_TOKEN".split(),
        )
    )
    assert not any(
        map(
            is_secret,
            "COOKIES_ENABLED NEWSSCRAPER_KEEP_PAGES DOWNLOAD_DELAY Accept keyword signal"
            " compass".split(),
        )
    )


@pytest.mark.parametrize("unit", ["a://b:", "a://b:@", "'a': \"", "http://a:b", "&password=", "@"])
def test_masking_is_linear(unit):
    def seconds(count: int) -> float:
        text = unit * count + "@ = : "
        return min(timeit.repeat(lambda: masked(text), timer=process_time, number=1, repeat=7))

    assert seconds(8_000) < 3 * seconds(4_000) + 0.001


def test_a_password_with_an_at_sign_reaches_the_server_whole():
    assert make_url(escaped("postgresql://u:S3@CRET@host/db")).password == "S3@CRET"
    psycopg = pytest.importorskip("psycopg")
    found = psycopg.conninfo.conninfo_to_dict(escaped("postgresql://u:S3@CRET@host/db"))
    assert (found["password"], found["host"], found["user"]) == ("S3@CRET", "host", "u")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://user:word@a.example/b:c@d", "http://***@a.example/b:c@d"),
        ("http://token@a.example/@x", "http://***@a.example/@x"),
        ("//u:p w@a.example/", "//***@a.example/"),
        ("http:\\\\u:p@a.example", "http:\\\\***@a.example"),
        ("https://www.maghress.com/fr/yabiladi/148210", None),
        ("http://a.example:80/@user", None),
        ("maghress", None),
    ],
)
def test_the_url_of_a_page_is_shown_without_its_user(url, shown):
    assert masked_url(url) == (shown or url)


@pytest.mark.parametrize("part", ["\\", "a", "a:", "a@", "/\\"])
def test_a_url_is_masked_in_linear_time(part):
    def mask(number: int) -> None:
        url = "http:" + part * number
        for _ in range(20):  # one longer URL would not fit the caches of the processor
            masked_url(url)

    assert grows_linearly(mask, 100_000)


@pytest.mark.parametrize(
    ("url", "text", "shown"),
    [
        ("http://u:S3CRET@a.example/x", "invalid hostname: u:S3CRET@a.example", "u:***@a.example"),
        ("http://u:S3@CRET@a.example/x", "invalid hostname: u:S3%40CRET@a", "u:***@a"),
        ("http://u:S3%40CRET@a.example/x", "S3@CRET", "***"),
        ("http://S3CRET@a.example/x", "http://S3CRET@a.example/x: S3CRET@a", "***@a"),
        ("http://u:x@a.example/x", "u:x@a.example, x", "u:***@a.example, x"),
        ("http://maghress@www.maghress.com/fr", "maghress: no robots.txt", "maghress: no"),
        ("http://www.maghress.com:80/fr/@x", "www.maghress.com:80/fr/@x", "www.maghress.com:80/"),
        ("http://[", "http://[", "http://["),
    ],
)
def test_the_user_of_a_page_s_url_is_hidden_in_all_texts(url, text, shown):
    conceal_user(url)
    assert shown in masked(text)
    assert "CRET" not in masked(text)
