"""docs/operations.md: its commands, options and settings exist, and its files are valid."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import sqlite3
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from newsscraper import settings
from newsscraper.cli import cli
from newsscraper.sites import SITES
from newsscraper.store import Store
from tests.crawl.conftest import Shell
from tests.databases import fresh_database
from tests.replica.server import Replica

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs/operations.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def found_commands() -> list[list[str]]:
    """Return the arguments of each command line and container in the document."""
    text = TEXT.replace("\\\n", " ")
    lines = re.findall(
        r"(?<![\w@.:/-])(?:/opt/newsscraper/bin/)?newsscraper ([a-z][^\n`|&;]*)",
        "\n".join(code(text)),
    )
    containers = [json.loads(found) for found in re.findall(r"args: (\[.*\])", text)]
    return [shlex.split(line, comments=True) for line in lines] + containers


def code(text: str) -> list[str]:
    outside = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return [
        *re.findall(r"^```\w+\n(.*?)^```", text, re.DOTALL | re.MULTILINE),
        *re.findall(r"`([^`\n]+)`", outside),
    ]


@pytest.mark.parametrize("arguments", found_commands(), ids=" ".join)
def test_every_command_line_is_valid(arguments):
    name, *rest = ["maghress" if argument == "%i" else argument for argument in arguments]
    command = cli.commands[name]
    if rest in ([], ["--help"]) or "SITE" in rest:
        return
    context = command.make_context(name, rest)  # raises if an argument is invalid
    given = context.params.get("sites") or [context.params.get("site")]
    assert {site for site in given if site} <= set(SITES)


def test_all_command_lines_are_found():
    names = [arguments[0] for arguments in found_commands()]
    assert names.count("crawl") > 8
    assert names.count("watch") > 4
    assert {"status", "failed", "export"} <= set(names)


def test_options_mentioned_without_a_command_exist():
    known = {
        name
        for command in cli.commands.values()
        for parameter in command.params
        for name in parameter.opts
    }
    others = {"--tag", "--name"}  # docker's
    named = {
        word
        for text in code(TEXT)
        if text.startswith("--")
        for word in text.split()
        if word.startswith("--")
    }
    assert named - known - others == set()


def test_settings_mentioned_exist():
    from scrapy.settings import default_settings

    for name in set(re.findall(r"-s ([A-Z_]+)=|setting=([A-Z_]+)=|`([A-Z]+_[A-Z_]+)`", TEXT)):
        given = next(filter(None, name))
        assert hasattr(settings, given) or hasattr(default_settings, given), given


def test_the_systemd_units_are_valid():
    names = []
    for block in blocks("ini"):
        first, _, rest = block.partition("\n")
        names.append(first.removeprefix("# "))
        parser = configparser.ConfigParser(interpolation=None, strict=True)
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read_string(rest)
        if names[-1].endswith(".service"):
            assert set(parser) >= {"Unit", "Service"}
            assert parser["Service"]["ExecStart"].startswith("/opt/newsscraper/bin/newsscraper ")
            assert parser["Service"]["TimeoutStopSec"] == "60"
            if " watch " in parser["Service"]["ExecStart"]:
                assert (
                    parser["Service"]["KillMode"] == "mixed"
                )  # else the child gets every signal twice
        if names[-1].endswith(".timer"):
            assert set(parser) >= {"Timer", "Install"}
        if names[-1] == "scrapy.cfg":
            ours = configparser.ConfigParser()
            ours.read(ROOT / "scrapy.cfg")
            assert dict(parser["settings"]) == dict(ours["settings"])
    assert [Path(name).name for name in names] == [
        "newsscraper-crawl@.service",
        "newsscraper-crawl@.timer",
        "newsscraper-watch.service",
        "scrapy.cfg",
    ]


def test_the_kubernetes_files_are_indented_and_complete():
    job, _ = blocks("yaml")
    for line in "".join(blocks("yaml")).splitlines():
        indent = len(line) - len(line.lstrip(" "))
        assert indent % 2 == 0, line
        assert "\t" not in line
        assert re.fullmatch(r" *(- )*[\w]+:( \S.*)?|---", line), line
    for needed in (
        "kind: CronJob",
        "concurrencyPolicy: Forbid",
        "restartPolicy: Never",
        "kind: PersistentVolumeClaim",
    ):
        assert needed in job


def test_the_kubernetes_files_are_valid_yaml():
    yaml = pytest.importorskip("yaml")
    claim, job = yaml.safe_load_all(blocks("yaml")[0])
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    [container] = pod["containers"]
    assert pod["volumes"][0]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    assert container["volumeMounts"][0]["name"] == pod["volumes"][0]["name"]
    rules = job["spec"]["jobTemplate"]["spec"]["podFailurePolicy"]["rules"]
    assert rules[1]["onExitCodes"]["containerName"] == container["name"]
    [other] = yaml.safe_load(blocks("yaml")[1])["containers"]
    assert other["name"] == container["name"]


def test_the_dockerfile_copies_existing_paths():
    [text] = blocks("dockerfile")
    for words in re.findall(r"^COPY (.*)$", text, re.MULTILINE):
        for path in words.split()[:-1]:
            assert (ROOT / path).exists(), path
    assert json.loads(re.search(r"^ENTRYPOINT (.*)$", text, re.MULTILINE)[1]) == ["newsscraper"]
    folder = re.search(r"^WORKDIR (.*)$", text, re.MULTILINE)[1]
    assert f"VOLUME {folder}/data\n" in text
    assert f"mountPath: {folder}/data\n" in TEXT


def test_an_egg_names_the_settings_module():
    """scrapyd needs it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["scrapy"] == {"settings": settings.__name__}


def test_the_links_are_valid():
    for link, _, part in re.findall(r"\]\(([^)#:]+)(#([^)]*))?\)", TEXT):
        text = (ROOT / "docs" / link).read_text(encoding="utf-8")
        headings = [
            re.sub(r"[^\w -]", "", line.lstrip("# ")).lower().replace(" ", "-")
            for line in text.splitlines()
        ]
        assert not part or part in headings


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Return a folder with a filled store."""
    shell = Shell(tmp_path_factory.mktemp("store"))
    with Replica() as replica:
        shell.crawl(replica, "yemeress")
    return shell


@pytest.mark.process
@pytest.mark.long
@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="needs the sqlite3 command")
def test_a_backup_is_a_valid_store(filled):
    [lines] = [block for block in blocks("sh") if ".backup" in block]
    held = sqlite3.connect(filled.folder / "data/newsscraper.db")  # a process that has it open
    held.execute("SELECT * FROM articles").fetchone()
    done = subprocess.run(
        ["bash", "-ec", lines], cwd=filled.folder, capture_output=True, text=True, check=True
    )
    held.close()
    assert done.stdout == "ok\n"
    assert filled("export", "--store", "data/backup.db").stdout == filled("export").stdout != ""


@pytest.mark.process
@pytest.mark.long
def test_the_store_can_be_moved_to_postgresql(filled):
    [script] = blocks("python")
    path = filled.folder / "data/newsscraper.db"
    with fresh_database() as url:
        script = re.sub(r'"sqlite:[^"]*"', f'"sqlite:///{path}"', script)
        script = re.sub(r'(?<=POSTGRESQL = )"[^"]*"', f'"{url}"', script)
        names: dict = {}
        exec(compile(script, "operations.md", "exec"), names)
        names["new"].dispose()
        with Store(url) as moved, Store(str(path)) as old:
            assert list(moved.articles()) == list(old.articles()) != []
            assert list(moved.tickers()) == list(old.tickers()) != []
            assert moved.sources("yemeress") == old.sources("yemeress") != []
            assert moved.runs.begin("yemeress", {}) == old.runs.begin("yemeress", {})


def test_an_unknown_option_would_be_detected():
    with pytest.raises(click.UsageError):
        cli.commands["crawl"].make_context("crawl", ["maghress", "--stores", "x.db"])
