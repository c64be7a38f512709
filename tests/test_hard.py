"""What goes wrong around every command and every public function is told in one line, with the right exit code."""

import doctest
import importlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import pyarrow.compute as pc
import pytest
import typer
from conftest import ROOT, Workshop
from typer.testing import CliRunner

import azturk_data
from azturk_data import citing, errors, shipped
from azturk_data.cli import app
from azturk_data.errors import AzturkError, BrokenInstallationError

Command = Any
COMMANDS: dict[str, Command] = dict(typer.main.get_command(app).commands)  # pyright: ignore
ENDING = [name for name in COMMANDS if name != "explore"]
"""Those that come to an end by themselves; tests/test_explorer_start.py has what can go wrong with the other."""
RUN = [sys.executable, "-m", "azturk_data"]
EVENT = "event/2020-military-dialogue"
FUNCTIONS = {
    name: held
    for name, held in ((name, getattr(azturk_data, name)) for name in azturk_data.__all__)
    if callable(held) and not isinstance(held, type)
} | {
    f"pictures.{name}": held
    for name, held in ((name, getattr(azturk_data.pictures, name)) for name in azturk_data.pictures.__all__)
    if callable(held)
}

# What is not in the base install, and what it is imported as.
EXTRAS = {
    "altair",
    "certifi",
    "chardet",
    "duckdb",
    "edtf",
    "icalendar",
    "networkx",
    "pandas",
    "polars",
    "protego",
    "pycountry",
    "rapidfuzz",
    "sentencex",
    "trafilatura",
    "urllib3",
    "vl_convert",
    "w3lib",
    "xlsxwriter",
    "yaml",
}


def example(name: str, folder: Path) -> list[str]:
    """The arguments of the example in a command's help, with what is at hand for what it names."""
    said = " ".join((COMMANDS[name].help or "").partition("Example: ")[2].split("\n\n")[0].split())
    found = re.search(r"azturk-data ([^)]+)", said)
    assert found, f"the help of '{name}' has no example"
    arguments = shlex.split(found[1])
    (folder / "saved-pages").mkdir(exist_ok=True)
    if "path/to/a/fork" in arguments:
        shutil.copytree(ROOT / "azturk_data" / "data" / "parquet", folder / "fork", dirs_exist_ok=True)
    # Nothing is fetched in a test.
    arguments = [argument for argument in arguments if argument != "--live"]
    at_hand = {"../shared/sources": folder / "texts", "path/to/a/fork": folder / "fork"}
    return [str(at_hand.get(argument, argument)) for argument in arguments]


def forget() -> None:
    """Forget what was read of the data."""
    for name, module in list(sys.modules.items()):
        if name.startswith("azturk_data"):
            for held in list(vars(module).values()):
                if callable(clear := getattr(held, "cache_clear", None)):
                    clear()


def damage_nothing_left(data: Path) -> None:
    shutil.rmtree(data / "parquet")


def damage_missing(data: Path) -> None:
    for file in (data / "parquet").glob("*.parquet"):
        if file.stem != "series":
            file.unlink()


def _each(data: Path, change: Callable[[bytes], bytes]) -> None:
    for file in (data / "parquet").glob("*.parquet"):
        file.write_bytes(change(file.read_bytes()))


def damage_empty(data: Path) -> None:
    _each(data, lambda held: b"")


def damage_truncated(data: Path) -> None:
    _each(data, lambda held: held[: len(held) // 2])


def damage_altered(data: Path) -> None:
    def flipped(held: bytes) -> bytes:
        # In the first page, where neither the beginning nor the end of the file shows it.
        place = min(60, len(held) // 3)
        return held[:place] + bytes([held[place] ^ 0x55]) + held[place + 1 :]

    _each(data, flipped)


def damage_exchanged(data: Path) -> None:
    for file in (data / "parquet").glob("*.parquet"):
        if file.stem != "series":
            shutil.copyfile(data / "parquet" / "series.parquet", file)


def damage_no_descriptor(data: Path) -> None:
    (data / "datapackage.json").unlink()


def damage_half_a_descriptor(data: Path) -> None:
    held = (data / "datapackage.json").read_bytes()
    (data / "datapackage.json").write_bytes(held[: len(held) // 2])


def damage_another_descriptor(data: Path) -> None:
    (data / "datapackage.json").write_text("[]")


OF_TABLES = [
    damage_nothing_left,
    damage_missing,
    damage_empty,
    damage_truncated,
    damage_altered,
    damage_exchanged,
]
OF_DESCRIPTOR = [damage_no_descriptor, damage_half_a_descriptor, damage_another_descriptor]
Damage = Callable[[Path], None]


def name_of(held: Any) -> str:
    return held.__name__


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Damage], None]]:
    def damage(how: Damage) -> None:
        data = tmp_path / "installed"
        shutil.copytree(shipped.DATA, data, ignore=shutil.ignore_patterns("csv"))
        how(data)
        monkeypatch.setattr(shipped, "DATA", data)
        monkeypatch.setattr(shipped, "DESCRIPTOR", data / "datapackage.json")
        forget()

    yield damage
    monkeypatch.undo()
    forget()


def told(run: Any, *codes: int) -> str:
    """What a run said went wrong: no traceback, one of the codes, and one line if it is 1."""
    code = run.exit_code if hasattr(run, "exit_code") else run.returncode
    said = run.stderr.strip()
    assert "Traceback" not in said, said
    assert "AZTURK_TRACEBACK" not in said, said
    assert code in codes, (code, said, run.stdout[-300:])
    if code == 1:
        assert said
        # `hydrate` tells besides where its passages are, and problems of the records are a line each.
        a_list = re.search(r"\n\d+ problems? in the records", said)
        assert a_list or "\n" not in re.sub(r"^\d+ passages in .*\n", "", said), said
    return said


def invoke(arguments: list[str]) -> Any:
    return CliRunner().invoke(app, arguments)


def spawn(arguments: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *arguments], capture_output=True, text=True, check=False, encoding="utf-8", **options)


# Wrong use


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_and_wrong_use_is_2(name: str, tmp_path: Path) -> None:
    shown = invoke([name, "--help"])
    assert shown.exit_code == 0
    assert example(name, tmp_path)[0] == name
    assert "No such option" in told(invoke([name, "--no-such-option"]), 2)
    # More arguments than it takes, unless it takes any number of them.
    if all(parameter.nargs == 1 for parameter in COMMANDS[name].params):
        assert told(invoke([name, *["x"] * 9]), 2)
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "argument" and parameter.required:
            assert "Missing argument" in told(invoke([name]), 2)


@pytest.mark.parametrize("name", ENDING)
def test_text_that_names_nothing(name: str, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workshop.folder)
    monkeypatch.setenv("AZTURK_CACHE", str(workshop.folder / "cache"))
    wanted = [p for p in COMMANDS[name].params if p.param_type_name == "argument" and p.required]
    for text in ("zzqqxxwwvv", "", "event/no/such", "\u202e'\"\\"):
        # `find` and `search` find nothing, which is 1; the others are told that there is no such thing.
        if wanted:
            told(invoke([name, "--", *[text] * len(wanted)]), 0, 1, 2)
        for option in COMMANDS[name].params:
            if option.param_type_name == "option" and not option.is_flag and option.name != "svg":
                told(invoke([name, *example(name, workshop.folder)[1:], option.opts[0], text]), 0, 1, 2)


def test_exit_codes_are_in_the_help() -> None:
    shown = " ".join(invoke(["--help"]).stdout.split())
    assert "Exit codes: 0 done; 1 a problem" in shown
    assert "2 wrong use; 130 interrupted" in shown


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, tmp_path: Path) -> None:
    env = os.environ | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(tmp_path)}
    shown = spawn(["--show-completion", shell], env=env)
    assert shown.returncode == 0
    assert "AZTURK_DATA_COMPLETE=complete_" in shown.stdout
    assert spawn(["--install-completion", shell], env=env).returncode == 0
    assert any(path.is_file() for path in tmp_path.rglob("*"))
    program = {"_PYTHON _M AZTURK_DATA_COMPLETE": f"complete_{shell}", "_AZTURK_DATA_COMPLETE": f"complete_{shell}"}
    asked = {"COMP_WORDS": "azturk-data tim", "COMP_CWORD": "1", "_TYPER_COMPLETE_ARGS": "azturk-data tim"}
    start = "import sys; sys.argv[0] = 'azturk-data'; from azturk_data.__main__ import main; main()"
    completed = subprocess.run(
        [sys.executable, "-c", start],
        capture_output=True,
        text=True,
        check=False,
        env=env | program | asked | {"_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    )
    assert "timeline" in completed.stdout, completed.stderr


# A broken installation


@pytest.mark.parametrize("how", [*OF_TABLES, *OF_DESCRIPTOR], ids=name_of)
@pytest.mark.parametrize("name", ENDING)
def test_a_command_on_a_broken_installation(
    name: str, how: Damage, workshop: Workshop, damaged: Callable[[Damage], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged(how)
    monkeypatch.chdir(workshop.folder)
    monkeypatch.setenv("AZTURK_CACHE", str(workshop.folder / "cache"))
    before = set(workshop.folder.iterdir())
    run = invoke(example(name, workshop.folder))
    said = told(run, 0, 1, 2)
    # It may do without what is broken, or stumble over something else that is not there.
    if run.exit_code == 1 and str(shipped.DATA) in said:
        assert said.endswith("; install azturk-data again")
    if run.exit_code == 1 and name in ("export", "picture"):
        assert {path for path in workshop.folder.iterdir() if path.name != "saved-pages"} <= before


@pytest.mark.parametrize("how", OF_TABLES, ids=name_of)
@pytest.mark.parametrize("name", ["tables", "find", "search", "show", "evidence", "timeline", "export", "picture"])
def test_what_needs_the_tables_says_that_they_are_broken(
    name: str, how: Damage, workshop: Workshop, damaged: Callable[[Damage], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged(how)
    monkeypatch.chdir(workshop.folder)
    assert "install azturk-data again" in told(invoke(example(name, workshop.folder)), 1)


@pytest.mark.parametrize("how", [*OF_TABLES, damage_another_descriptor], ids=name_of)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_on_a_broken_installation(
    name: str, how: Damage, damaged: Callable[[Damage], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged(how)
    monkeypatch.setenv("AZTURK_CACHE", str(tmp_path / "cache"))
    function = FUNCTIONS[name]
    assert isinstance(getattr(function, "__wrapped__", function), FunctionType)
    examples = doctest.DocTestParser().get_examples(function.__doc__ or "")
    assert examples, f"{name} has no example"
    scope: dict[str, Any] = {}
    try:
        for example in examples:
            exec(compile(example.source, name, "exec"), scope)
    except AzturkError as error:
        told_by_function = error
    else:
        return  # It does without what is broken.
    assert "\n" not in str(told_by_function)
    of_release = isinstance(told_by_function, errors.NotAReleaseError)
    assert of_release or str(told_by_function).endswith("install azturk-data again")


def test_damage_within_a_page_is_noticed(damaged: Callable[[Damage], None]) -> None:
    damaged(damage_altered)
    with pytest.raises(BrokenInstallationError, match="it is not as it was published"):
        azturk_data.load("events")


def test_tables_are_read_without_their_descriptor(damaged: Callable[[Damage], None]) -> None:
    damaged(damage_no_descriptor)
    assert azturk_data.load("events").num_rows > 0
    with pytest.raises(BrokenInstallationError, match="install azturk-data again"):
        citing.cite()


# Functions


BAD_CALLS: dict[str, tuple[Callable[[], object], type[AzturkError], str]] = {
    "table": (lambda: azturk_data.load("evnts"), errors.UnknownTableError, "did you mean 'events'"),
    "no table": (lambda: azturk_data.load(""), errors.UnknownTableError, "the tables are"),
    "library": (lambda: azturk_data.load("events", "xml"), errors.UnknownValueError, "'pandas'"),  # pyright: ignore
    "column": (lambda: azturk_data.load("events", columns=["titel"]), errors.UnknownColumnError, "'title'"),
    "where: column": (lambda: azturk_data.load("events", where={"x": 1}), errors.UnknownColumnError, "no column 'x'"),
    "where: date": (
        lambda: azturk_data.load("events", where={"date_from": "2021-13-45"}),
        errors.UnknownValueError,
        "'2021-13-45'",
    ),
    "where: term": (
        lambda: azturk_data.load("events", where={"kind": "sining"}),
        errors.UnknownValueError,
        "'signing'",
    ),
    "where: expression": (
        lambda: azturk_data.load("events", where=pc.field("titel") == "x"),
        errors.UnknownValueError,
        "does not fit the table 'events'",
    ),
    "where: types": (
        lambda: azturk_data.load("events", where=pc.field("title") == 1),
        errors.UnknownValueError,
        "does not fit",
    ),
    "where: text": (lambda: azturk_data.load("events", where="title"), errors.UnknownValueError, "does not fit"),  # pyright: ignore
    "format": (lambda: azturk_data.path("events", "xml"), errors.UnknownFormatError, "'csv'"),  # pyright: ignore
    "outside": (lambda: azturk_data.path("../csv/events"), errors.UnknownTableError, "there is no table"),
    "id": (lambda: azturk_data.get("event/2020-militry-dialogue"), errors.UnknownRecordError, EVENT),
    "no id": (lambda: azturk_data.get(""), errors.UnknownRecordError, "the table 'records'"),
    "evidence: id": (lambda: azturk_data.evidence("event/x"), errors.UnknownRecordError, "no record 'event/x'"),
    "evidence: field": (lambda: azturk_data.evidence(EVENT, "nope"), AzturkError, "status"),
    "evidence: texts": (lambda: azturk_data.evidence(EVENT, texts="/nowhere"), AzturkError, "no folder of texts"),
    "verify: texts": (lambda: azturk_data.verify("/nowhere"), AzturkError, "no folder of texts"),
    "verify: records": (
        lambda: azturk_data.verify(".", records="/nowhere"),
        errors.NoRecordsError,
        "no folder of records",
    ),
    "cite: id": (lambda: citing.cite("event/x"), errors.UnknownRecordError, "no record"),
    "cite: format": (lambda: citing.cite(None, "ris"), errors.UnknownFormatError, "'bibtex'"),  # pyright: ignore
    "export: folder": (lambda: azturk_data.export("/nowhere/x", "csv"), errors.ExportError, "make it first"),
    "export: name": (lambda: azturk_data.export("a\0b", "csv"), errors.ExportError, "null byte"),
    "export: format": (lambda: azturk_data.export("x", "exel"), errors.UnknownFormatError, "xlsx"),
    "export: table": (lambda: azturk_data.export("x", "csv", ["evnts"]), errors.UnknownTableError, "'events'"),
    "diff: place": (lambda: azturk_data.diff("/nowhere"), errors.NotAReleaseError, "nothing at"),
    "pictures: day": (lambda: azturk_data.pictures.timeline(since="2021-13"), errors.UnknownValueError, "no date"),
    "pictures: actor": (lambda: azturk_data.pictures.network(actors=["x"]), errors.UnknownRecordError, "no record"),
    "pictures: by": (lambda: azturk_data.pictures.voices(by="x"), errors.UnknownValueError, "'country'"),  # pyright: ignore
    "pictures: top": (lambda: azturk_data.pictures.rounds(top=0), errors.UnknownValueError, "too few"),
}


@pytest.mark.parametrize("case", BAD_CALLS)
def test_a_bad_call_is_told_in_one_line(case: str) -> None:
    call, kind, words = BAD_CALLS[case]
    with pytest.raises(kind, match=re.escape(words)) as caught:
        call()
    assert isinstance(caught.value, AzturkError)
    assert "\n" not in str(caught.value)


# What is around it


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_in_the_base_install(name: str, workshop: Workshop) -> None:
    # Found nowhere, as in the base install; None in `sys.modules` would still be a module to those who look there.
    program = (
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name in {sorted(EXTRAS)!r}:\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "from azturk_data.cli import app; app(sys.argv[1:])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *example(name, workshop.folder)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        cwd=workshop.folder,
    )
    said = told(run, 0, 1)
    if run.returncode == 1 and name != "diff":
        assert re.search(r"needs? the package '[\w.]+'; pip install 'azturk-data\[\w+\]'$", said), said


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb"])
def test_a_library_that_is_not_there(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(errors.MissingExtraError, match=re.escape(f"pip install 'azturk-data[{library}]'")):
        azturk_data.load("events", library)


def test_a_cache_that_cannot_be_written(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    (workshop.folder / "saved-pages").mkdir()
    # Below a file nobody can make a folder, not even root; nor write, in a folder without leave.
    (workshop.folder / "file").write_text("")
    closed = workshop.folder / "closed"
    closed.mkdir(mode=0o500)
    for cache in (workshop.folder / "file" / "cache", *([closed] if os.geteuid() else [])):
        said = told(invoke(["hydrate", "--from", str(workshop.folder / "saved-pages"), "--cache", str(cache)]), 1)
        assert "or with --cache" in said
    monkeypatch.setenv("AZTURK_CACHE", str(workshop.folder / "file" / "cache"))
    assert "cannot be read" in told(invoke(["evidence", EVENT]), 1)


@pytest.mark.parametrize("name", ENDING)
def test_output_that_nobody_reads_or_that_has_no_room(name: str, workshop: Workshop) -> None:
    folder = workshop.folder
    env = os.environ | {"AZTURK_CACHE": str(folder / "cache"), "PYTHONUNBUFFERED": ""}
    usual = spawn(example(name, folder), cwd=folder, env=env)
    for made in ("azturk.sqlite", "timeline.svg", "records/event/2024-12-18-military-dialogue-16.yaml"):
        (folder / made).unlink(missing_ok=True)
    reader, writer = os.pipe()
    os.close(reader)
    command = [*RUN, *example(name, folder)]
    piped = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False, cwd=folder, env=env)
    os.close(writer)
    assert "Traceback" not in piped.stderr
    assert "BrokenPipe" not in piped.stderr
    assert piped.returncode in ({0, 1} if usual.returncode else {0}), piped.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that has never any room is Linux's")
def test_output_that_finds_no_room() -> None:
    for arguments in (["tables"], ["search", "military"], ["path", "events"]):
        with Path("/dev/full").open("w") as full:
            run = subprocess.run([*RUN, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert (run.returncode, run.stderr) == (1, "No space left on device\n")


def test_the_reader_of_a_search_goes_away() -> None:
    command = f"{shlex.join([*RUN, 'search', '-n', '5000', 'Azerbaijan'])} | head -n 1"
    run = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("claim/")


# Ctrl-C


def interrupted(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize("format", ["jsonl", "xlsx", "sqlite"])
def test_an_interrupted_export_leaves_nothing(format: str, tmp_path: Path) -> None:
    command = [*RUN, "export", str(tmp_path / "out"), "--format", format]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for _ in range(3000):
        # It writes into a hidden folder first.
        if list(tmp_path.glob(".azturk-data-*")) or process.poll() is not None:
            break
        time.sleep(0.01)
    assert interrupted(process) == "interrupted\n"
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_while_modules_are_imported() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "azturk_data", "tables"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "typer" in line:
            break
    assert interrupted(process).endswith("interrupted\n")


def test_no_command_is_without_the_clean_exit() -> None:
    for name, command in COMMANDS.items():
        # What `clean_exit` wraps can be got at; what it does not would show a traceback.
        assert hasattr(command.callback, "__wrapped__"), name


def test_what_nobody_thought_of_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object) -> None:
        raise RuntimeError("a line\nand another")

    monkeypatch.setattr(shipped, "tables", fall)
    monkeypatch.delenv("AZTURK_TRACEBACK", raising=False)
    run = invoke(["tables"])
    assert (run.exit_code, run.stderr) == (
        1,
        "unexpected RuntimeError: a line and another; please report it, with what AZTURK_TRACEBACK=1 shows\n",
    )
    monkeypatch.setenv("AZTURK_TRACEBACK", "1")
    assert isinstance(invoke(["tables"]).exception, RuntimeError)


def test_the_script_is_the_module() -> None:
    module, _, function = "azturk_data.__main__:main".partition(":")
    assert callable(getattr(importlib.import_module(module), function))
    project = Path(__file__).parent.parent / "pyproject.toml"
    assert f'azturk-data = "{module}:{function}"' in project.read_text("utf-8")
    assert json.loads((shipped.DATA / "datapackage.json").read_text("utf-8"))["resources"]
