"""`worldgen`: every command and its options. The work of each is imported only when it is called.

Its annotations are types and not text, which typer would compile at every start.
"""

import gc
import os
import signal
import sys
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    name="worldgen",
    help="Turn a short lesson file into a 3-D world that can be walked, looked at and handed on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Profile(StrEnum):
    """For whom the glTF is encoded."""

    GENERIC = "generic"
    WEB = "web"


class Form(StrEnum):
    """In which form texts go to a translator."""

    PO = "po"
    XLF = "xlf"


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something is wrong.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, for other programs.")]
LessonFile = Annotated[Path, typer.Argument(metavar="LESSON.yaml", help="The lesson to build.", show_default=False)]


@app.command(
    epilog="Examples:  worldgen build volcano.yaml    worldgen build volcano.yaml --make sheet    "
    "worldgen build volcano.yaml -o shared --make glb --profile web"
)
def build(
    lesson: LessonFile,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the results.")] = Path("out"),
    make: Annotated[
        str | None,
        typer.Option(
            help="What to make, by comma: glb, preview, sheet, page. Default: delivery.targets of the lesson."
        ),
    ] = None,
    profile: Annotated[
        Profile, typer.Option(help="generic: every engine reads it. web: small and fast in a browser.")
    ] = Profile.GENERIC,
    learner: Annotated[
        Path | None,
        typer.Option(metavar="LEARNER.yaml", help="For whom: the lesson in their language and for their needs."),
    ] = None,
    timings: Annotated[bool, typer.Option("--timings", help="Show how long each stage took.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Build a lesson: world.glb, pictures and a report, in OUT/<lesson id>/.

    glb is the world for an engine. preview is a picture of the whole, a map, and one of each station and shot. sheet is
    one page with all of them. page is one file, index.html, that plays the lesson in a browser without a network.
    """
    from worldgen.cli.build import Manner, run_build  # noqa: PLC0415  each command loads only what it needs

    raise typer.Exit(run_build(lesson, out, make, profile.value, Manner(timings, quiet, as_json, learner)))


@app.command(epilog="Examples:  worldgen check lessons/*.yaml    worldgen check volcano.yaml --language uk")
def check(
    lessons: Annotated[
        list[Path], typer.Argument(metavar="LESSON.yaml...", help="The lessons to check.", show_default=False)
    ],
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help="Also say which texts are missing or stale in this language.")
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Say all that is wrong in lesson files, with line, column and what to do. Builds nothing."""
    from worldgen.cli.check import run_check  # noqa: PLC0415

    raise typer.Exit(run_check(lessons, language, quiet=quiet, as_json=as_json))


@app.command(epilog="Example:  worldgen translate volcano.yaml --language uk")
def translate(
    lesson: LessonFile,
    language: Annotated[str, typer.Option(metavar="TAG", help="Such as uk, ar or pt-BR.", show_default=False)],
    form: Annotated[Form, typer.Option("--format", help="po: gettext. xlf: XLIFF 1.2.")] = Form.PO,
) -> None:
    """Write the texts of a lesson for a translator, beside the lesson; what is translated already is kept."""
    from worldgen.cli.translate import run_translate  # noqa: PLC0415

    raise typer.Exit(run_translate(lesson, language, form.value))


@app.command(epilog="Examples:  worldgen diff a.yaml b.yaml    worldgen diff l-01.yaml l-07.yaml --lesson volcano.yaml")
def diff(
    a: Annotated[
        Path, typer.Argument(metavar="A", help="A lesson, a learner or the folder of a build.", show_default=False)
    ],
    b: Annotated[Path, typer.Argument(metavar="B", help="Another of the same sort.", show_default=False)],
    lesson: Annotated[
        Path | None, typer.Option(metavar="LESSON.yaml", help="The lesson, where A or B is a learner.")
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option(metavar="FILE.png", help="Put the pictures of both side by side.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what differs between two lessons, learners or builds, in the words of the lesson."""
    from worldgen.cli.diff import run_diff  # noqa: PLC0415

    raise typer.Exit(run_diff(a, b, lesson, sheet, as_json=as_json))


@app.command(epilog="Examples:  worldgen play volcano.yaml    worldgen play volcano.yaml --watch")
def play(
    lesson: LessonFile,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the page.")] = Path("out"),
    watch: Annotated[
        bool, typer.Option("--watch", "-w", help="Show it anew whenever it is saved, where you stood; Ctrl-C ends.")
    ] = False,
    learner: Annotated[
        Path | None,
        typer.Option(metavar="LEARNER.yaml", help="For whom: the lesson in their language and for their needs."),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser; say where it is.")] = False,
) -> None:
    """Play a lesson in the browser, as its learners will.

    The page is OUT/<lesson id>/index.html. With --watch it is shown by this machine to itself alone (127.0.0.1).
    """
    from worldgen.cli.play import Way, run_play  # noqa: PLC0415

    raise typer.Exit(run_play(lesson, out, Way(watch, not no_browser, learner)))


@app.command(epilog="Example:  worldgen new pond-life --setting river_valley")
def new(
    lesson_id: Annotated[str | None, typer.Argument(metavar="ID", help="Such as volcano-island.")] = None,
    setting: Annotated[str | None, typer.Option(help="Where it plays; see worldgen catalog settings.")] = None,
) -> None:
    """Write a short lesson that builds at once, as a place to start from."""
    from worldgen.cli.new import run_new  # noqa: PLC0415

    raise typer.Exit(run_new(lesson_id, setting))


@app.command(epilog="Example:  worldgen schema > lesson.schema.json")
def schema() -> None:
    """Print the JSON Schema of a lesson, for completion and hover help in an editor."""
    from worldgen.cli.catalog import run_schema  # noqa: PLC0415

    raise typer.Exit(run_schema())


@app.command(epilog="Examples:  worldgen catalog    worldgen catalog props --sheet props.png")
def catalog(
    what: Annotated[
        str | None, typer.Argument(metavar="[WHAT]", help="settings, terrain, cover, species, props or styles.")
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option(metavar="FILE.png", help="Draw a contact sheet of what has a shape.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List what there is to use in a lesson, with pictures."""
    from worldgen.cli.catalog import run_catalog  # noqa: PLC0415

    raise typer.Exit(run_catalog(what, sheet, as_json=as_json))


@app.command(epilog="Example:  worldgen explain UNKNOWN_KEY")
def explain(code: Annotated[str | None, typer.Argument(metavar="CODE", help="Such as UNKNOWN_KEY.")] = None) -> None:
    """Explain an error code: what it means, an example, how to mend it."""
    from worldgen.cli.explain import run_explain  # noqa: PLC0415

    raise typer.Exit(run_explain(code))


@app.command(epilog="Example:  worldgen inspect out/volcano-island/world.glb")
def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE.glb", help="Any GLB.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Say what is in a GLB, whether every station can be walked to, and what it asks of an engine."""
    from worldgen.cli.inspect import run_inspect  # noqa: PLC0415

    raise typer.Exit(run_inspect(file, as_json=as_json))


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Say what this machine can render and export, and what to install for more."""
    from worldgen.cli.doctor import run_doctor  # noqa: PLC0415

    raise typer.Exit(run_doctor(as_json=as_json))


def main() -> NoReturn:
    """Run the command line and end the process; Ctrl-C ends it with one line and leaves nothing half-written."""
    gc.set_threshold(200_000)  # one command makes little garbage, and looking for it takes a twentieth of a build
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # no plugin shall change what a lesson means
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # all our matrices are small: threads would wait in vain
    mine = os.getpid()

    def stop(_number: int, _frame: FrameType | None) -> None:
        if os.getpid() != mine:  # a process that draws pictures for this one
            os._exit(130)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.stderr.write("Stopped. Nothing was changed.\n")
        raise SystemExit(130)

    signal.signal(signal.SIGINT, stop)
    try:
        app()
    except SystemExit as done:
        _end(done.code)
    _end(0)


def _end(code: str | int | None) -> NoReturn:
    """End the process at once: all is written, and to take a world apart piece by piece costs a tenth of a build."""
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
        code = 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read our words has gone
        code = code or 1
    os._exit(code or 0)
