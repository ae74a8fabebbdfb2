"""Which URLs and addresses are refused, in every spelling; nothing is connected to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.errors import UserError
from newsscraper.networks import AddressPolicy

INSIDE = {
    "loopback": """
        127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0X7F.0.0.1 017700000001 0177.0.0.1
        0127.0.0.1 127.0.0.1. %31%32%37.0.0.1 １２７.0.0.1 127。0。0。1 ①②⑦.1 127.255.255.254
        [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1]
        localhost LOCALHOST localhost. a.localhost localhost.localdomain ip6-localhost localhost6
        user:word@127.0.0.1 public.example@localhost loc\u00adalhost
        [::1%25lo] [::ffff:127.1.2.3] [0:0:0:0:0:ffff:7f00:1] 127.0.0.1%2e LOCAL%48OST
        0000000000000000000177.1 0x000000000007f.1 127.0x1 127.65537 localhost6.localdomain6
    """,
    "private": """
        10.0.0.1 10.1 167772161 012.0.0.1 0300.0250.1.1. 172.16.0.1 172.31.255.255
        192.168.1.1 192.168.257
        100.64.0.1 [fc00::1] [fd12:3456::1] [::ffff:10.0.0.1] [64:ff9b::a00:1] [fec0::1] 010.8.8.8
    """,
    "link-local": "169.254.169.254 0xa9fea9fe 169.254.43518 [fe80::1] [::ffff:169.254.169.254]"
    " [fe80::1%25eth0] [64:ff9b::a9fe:a9fe] 0251.0376.0251.0376 2852039166",
    "multicast": "224.0.0.1 239.255.255.250 [ff02::1]",
    "special-purpose": """
        0.0.0.0 0 0x0 192.0.0.1 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1 240.0.0.1
        255.255.255.255 [::] [::7f00:1] [2001::1] [2001:db8::1] [2002:7f00:1::] [100::1]
        [64:ff9b:1::1] [3fff::1] [5f00::1] [::127.0.0.1] [::ffff:0:7f00:1] [2002:a9fe:a9fe::1]
        [2001:0:7f00:1::]
    """,
}
OUTSIDE = """
    www.maghress.com example.com 8.8.8.8 1.1.1.1 0x08080808 134744072 172.32.0.1 11.0.0.1
    100.128.0.1 [2606:4700::1111] [::ffff:8.8.8.8] [64:ff9b::808:808] 127.example 10.example
    localhost.example mylocalhost xn--mgbh0fb.example أخبار.example
"""


@pytest.mark.parametrize(
    ("kind", "host"), [(kind, host) for kind, hosts in INSIDE.items() for host in hosts.split()]
)
@pytest.mark.parametrize("port", ["", ":8080"])
def test_what_leads_inside_is_refused_in_every_spelling(kind, host, port):
    for scheme in ("http", "https", "HTTP"):
        problem = AddressPolicy().problem_of_url(f"{scheme}://{host}{port}/x")
        assert problem is not None
        assert f"a {kind} address" in problem
        assert "NEWSSCRAPER_ALLOWED_NETWORKS=" in problem


@pytest.mark.parametrize("host", OUTSIDE.split())
def test_what_leads_outside_is_not(host):
    assert AddressPolicy().problem_of_url(f"https://{host}/x") is None


@pytest.mark.parametrize(
    "url",
    """
    file:///etc/passwd ftp://example.com/x data:text/html,x javascript:alert(1) gopher://x.example/
    //example.com/ /x http:/// http://example.com:99999/ http://[::1 http://1.2.3.4.5/
    http://256.256.256.256/ http://08.0.0.1/ http://127.0.0.0x/ http://4294967296/ http://a..example/
    http://6425673729/ http://[::1::]/ http://localhost%00.example/ http://localhos%2574/
    http://127.0.0.1%00.example/ http://127.0.0.1%2F.example/ http://127.0.0.1%23.example/
    http://a%20b.example/ http:/127.0.0.1/ http:\\\\127.0.0.1/ http:127.0.0.1/ blob:http://a.example/
    http://[v1.x]/ http://[127.0.0.1]/ view-source:http://a.example/ wss://a.example/ jar:http://a.example/
    """.split(),
)
def test_other_schemes_and_invalid_addresses_are_refused(url):
    assert AddressPolicy().problem_of_url(url) is not None


def test_what_the_message_proposes_allows_the_address():
    for host in ("127.0.0.1", "localhost", "[::ffff:10.0.0.1]", "[fd00::1]", "169.254.169.254"):
        problem = AddressPolicy().problem_of_url(f"http://{host}/")
        network = problem.rpartition("=")[2]
        assert AddressPolicy(network).problem_of_url(f"http://{host}/") is None


def test_a_network_that_is_allowed_allows_no_other():
    policy = AddressPolicy("10.1.0.0/16, fd00::/8 192.168.5.7")
    allowed = ("10.1.2.3", "[::ffff:10.1.2.3]", "[fd00::1]", "192.168.5.7")
    assert [policy.problem_of_url(f"http://{host}/") for host in allowed] == [None] * 4
    for host in ("10.2.0.1", "127.0.0.1", "192.168.5.8", "localhost"):
        assert policy.problem_of_url(f"http://{host}/") is not None
    assert policy.problem_of_connection("http", "a.example", 80, "10.1.2.3") is None
    assert policy.problem_of_connection("http", "a.example", 80, "10.2.2.3") is not None


def test_an_invalid_network_is_an_error():
    for text in ("10.0.0.0/33", "intranet", "10.1", ["10.0.0.0/8", "x"]):
        with pytest.raises(UserError, match="invalid network"):
            AddressPolicy(text)


def test_what_the_user_typed_is_allowed_and_nothing_beside_it():
    policy = AddressPolicy()
    policy.allow("http://127.0.0.1:8000/a")
    for url in ("http://127.0.0.1:8000/b", "http://user@127.1:8000/", "HTTP://0x7f.1:8000"):
        assert policy.problem_of_url(url) is None
    for url in ("http://127.0.0.1:8001/", "https://127.0.0.1:8000/", "http://127.0.0.2:8000/"):
        assert policy.problem_of_url(url) is not None
    assert policy.problem_of_connection("http", "127.0.0.1", 8000, "127.0.0.1") is None
    assert policy.problem_of_connection("http", "127.0.0.1", 8001, "127.0.0.1") is not None


def test_the_address_that_is_connected_to_decides():
    policy = AddressPolicy()
    for address in ("127.0.0.1", "::1", "::ffff:10.0.0.1", "169.254.169.254", "fe80::1%eth0", "x"):
        assert policy.problem_of_connection("http", "a.example", 80, address) is not None
    for address in ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"):
        assert policy.problem_of_connection("http", "a.example", 80, address) is None


def test_a_typed_name_may_lead_inside_but_not_change_there():
    policy = AddressPolicy()
    policy.allow("http://intranet.example/")
    assert policy.problem_of_connection("http", "intranet.example", 80, "10.0.0.1") is None
    assert policy.problem_of_connection("http", "intranet.example", 80, "10.0.0.2") is None
    policy.allow("http://rebound.example/")
    assert policy.problem_of_connection("http", "rebound.example", 80, "8.8.8.8") is None
    assert policy.problem_of_connection("http", "rebound.example", 80, "127.0.0.1") is not None


@given(st.ip_addresses())
def test_what_python_knows_not_to_be_global_is_refused(address):
    host = f"[{address}]" if address.version == 6 else str(address)
    policy = AddressPolicy()
    problems = (
        policy.problem_of_url(f"http://{host}/"),
        policy.problem_of_connection("http", "a.example", 80, str(address)),
    )
    assert (problems[0] is None) == (problems[1] is None)
    if not address.is_global:
        assert None not in problems


@pytest.mark.parametrize(
    "url",
    [
        "http://user:S3CR3T@localhost/x",
        "http://S3CR3T@10.0.0.1/x",
        "https://u:S3@CR3T@127.1:99/x",
        "http://u:S3CR3T and more@127.0.0.1/",
        f"http://u:{'S3CR3T' * 100}@[::1]/",
        "ftp://u:S3CR3T@a.example/",
        "//u:S3CR3T@127.0.0.1/",
        "http:\\\\S3CR3T@127.0.0.1/",
        "http://u:S3CR3T@a..example/",
        "http://10.0.0.1/?password=S3CR3T",
    ],
)
def test_no_password_is_shown(url):
    problem = AddressPolicy().problem_of_url(url)
    assert "***" in problem
    assert not any(part in problem for part in ("S3", "CR3T"))


@given(st.text())
def test_nothing_is_raised(text):
    policy = AddressPolicy()
    policy.allow(text)
    policy.problem_of_url(f"http://{text}/")
    policy.problem_of_url(text)
    policy.problem_of_connection("http", text, 80, text)
