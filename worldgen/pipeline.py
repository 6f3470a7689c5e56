"""The pipeline: the one module that knows every room. A lesson goes in; files, a report and warnings come out."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from worldgen.core.bundle import Bundle
from worldgen.core.issues import Issue, SpecError, issue, located
from worldgen.core.record import dataclass
from worldgen.core.sources import Sources
from worldgen.generate.registry import REGISTRY
from worldgen.generate.stages import Kept, Stages
from worldgen.spec import load as spec
from worldgen.spec.lesson import Lesson

if TYPE_CHECKING:
    from worldgen.generate.world import World
    from worldgen.learners.profile import Learner
    from worldgen.preview.png import Picture

Profile = Literal["generic", "web"]
MAKES = ("glb", "preview", "sheet", "page")
_LATER = ("scorm12", "scorm2004", "cmi5", "xapi")  # accepted in a lesson, made by later versions
_KEPT: Kept = OrderedDict()


@dataclass(frozen=True, eq=False, slots=True)
class Built:
    """What a build returns; `files` are relative to OUT/<lesson id>/."""

    lesson_id: str  # for a learner: with the learner's random name behind a dot
    files: Bundle
    report: dict[str, Any]
    warnings: tuple[Issue, ...]
    timings_s: dict[str, float]
    seconds: float
    cpu_seconds: float


def load_lesson(path: Path | str) -> Lesson:
    """Return the lesson in the file `path`.

    Raises
    ------
    SpecError
        With everything that is wrong in it, in file order.
    """
    return spec.load_lesson(path, REGISTRY)


def load_learner(path: Path | str) -> Learner:
    """Return the learner in the file `path`.

    Raises
    ------
    SpecError
        With everything that is wrong in it, in file order.
    """
    from worldgen.learners.load import load_learner as read  # noqa: PLC0415  most builds are for nobody in particular

    return read(path)


def for_learner(lesson: Lesson, learner: Learner) -> Lesson:
    """Return `lesson` as `learner` gets it, with the translations that stand beside it.

    Raises
    ------
    SpecError
        When a file with translations cannot be read.
    """
    from worldgen.learners.personalise import personalise  # noqa: PLC0415
    from worldgen.translations.files import with_translations  # noqa: PLC0415

    return personalise(with_translations(lesson, learner.tags), learner)


def check(path: Path | str, language: str | None = None) -> tuple[Issue, ...]:
    """Return all that is wrong or doubtful in the lesson `path`, without building it.

    Parameters
    ----------
    language : str, optional
        Also whether every text is there in this language, in the lesson or in a translator's file beside it.
    """
    from worldgen.spec.readability import reading_warnings  # noqa: PLC0415  loads a library

    try:
        lesson = load_lesson(path)
        missing = _gaps(lesson, language) if language is not None else ()
    except SpecError as error:
        return error.issues
    found = (*lesson.warnings, *reading_warnings(lesson), *missing)
    return tuple(sorted(found, key=lambda one: (one.line, one.column)))


def _gaps(lesson: Lesson, language: str) -> tuple[Issue, ...]:
    from worldgen.translations.catalogue import gaps  # noqa: PLC0415
    from worldgen.translations.files import translations_of  # noqa: PLC0415

    name, entries = translations_of(lesson, language, Sources(Path(lesson.path).parent))
    return gaps(lesson, language, entries, name)


def build(
    lesson: Lesson | Path | str,
    *,
    learner: Learner | Path | str | None = None,
    make: Sequence[str] | None = None,
    profile: str = "generic",
    progress: Callable[[str], None] = lambda _: None,
) -> Built:
    """Return the world of `lesson` as files.

    Parameters
    ----------
    lesson : Lesson, Path or str
        A lesson that was loaded, or the file it stands in.
    learner : Learner, Path or str, optional
        For whom it is, or the file that says so; by default the lesson as it is written.
    make : sequence of str, optional
        Of `glb`, `preview`, `sheet` and `page`; by default what the lesson's `delivery.targets` ask for.
    profile : {"generic", "web"}
        How the glTF is encoded.
    progress : callable, optional
        Told the name of each stage as it begins.

    Raises
    ------
    SpecError
        When the lesson cannot be built as it is written; nothing is left out in silence.
    """
    begun, cpu = time.perf_counter(), time.process_time()
    stages = Stages(progress, _KEPT)
    if not isinstance(lesson, Lesson):
        path = lesson
        lesson = stages.run("read", lambda: load_lesson(path))
    name = lesson.id
    if learner is not None:
        whole = lesson
        lesson, name = stages.run("learner", lambda: _personal(whole, learner))
    wanted, warnings = _wanted(lesson, make, profile)
    sources = Sources(Path(lesson.path).parent)
    try:
        world = stages.run("world", lambda: _world(lesson, sources, stages))
        stages.seconds.pop("world")
        files: dict[PurePosixPath, bytes] = {}
        cost: dict[str, Any] = {}
        if "glb" in wanted:
            glb, cost, thin = stages.run("export", lambda: _glb(world, lesson, profile))
            files[PurePosixPath("world.glb")] = glb
            warnings += thin
        if "page" in wanted:
            made = files.get(PurePosixPath("world.glb")) if profile == "web" else None
            page, thin = stages.run("page", lambda: _page(world, lesson, made, sources, name))
            files |= page
            warnings += thin
    except SpecError as error:
        raise SpecError(located(one, lesson.spans, lesson.path) for one in error.issues) from None
    warnings += [located(one, lesson.spans, lesson.path) if not one.line else one for one in world.warnings]
    if "preview" in wanted or "sheet" in wanted:
        pictures, missing = stages.run("preview", lambda: _pictures(world, wanted))
        files |= pictures
        warnings += missing
    if "preview" in wanted and world.plan.floor_plans:
        files |= stages.run("floor plans", lambda: _floor_plans(world))
    from worldgen.report import report_of  # noqa: PLC0415

    report = report_of(lesson, world, files, warnings, profile=profile) | ({"worst_view": cost} if cost else {})
    if "preview" in wanted:
        from worldgen.spec.readability import reading_report  # noqa: PLC0415  loads a library

        report["reading"] = reading_report(lesson)
    files[PurePosixPath("report.json")] = _json(report)
    seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - cpu
    run = {"seconds": seconds, "cpu_seconds": cpu_seconds, "stages_s": stages.seconds}
    files[PurePosixPath("run.json")] = _json(_rounded(run))
    return Built(name, files, report, tuple(warnings), dict(stages.seconds), seconds, cpu_seconds)


def _personal(lesson: Lesson, learner: Learner | Path | str) -> tuple[Lesson, str]:
    """Return the lesson as the learner gets it, and the name of its folder."""
    who = load_learner(learner) if isinstance(learner, str | Path) else learner
    return for_learner(lesson, who), f"{lesson.id}.{who.id}"


def _wanted(lesson: Lesson, make: Sequence[str] | None, profile: str) -> tuple[tuple[str, ...], list[Issue]]:
    """Return what to make, and a warning for each target of the lesson that this version cannot make yet."""
    if profile not in ("generic", "web"):
        raise SpecError([issue("UNKNOWN_PROFILE", found=profile)])
    if make is not None:
        unknown = [word for word in make if word not in MAKES]
        if unknown:
            raise SpecError([issue("UNKNOWN_MAKE", found=", ".join(unknown), allowed=", ".join(MAKES))])
        return tuple(make), []
    targets = lesson.delivery.targets
    later = [
        located(
            issue("TARGET_LATER", f"/delivery/targets/{index}", severity="warning", target=target),
            lesson.spans,
            lesson.path,
        )
        for index, target in enumerate(targets)
        if target in _LATER
    ]
    return tuple(word for word in MAKES if word in targets) or ("glb",), later


def _world(lesson: Lesson, sources: Sources, stages: Stages) -> World:
    from worldgen.generate.world import make_world  # noqa: PLC0415  `worldgen check` does without

    return make_world(lesson, sources, stages)


def _glb(world: World, lesson: Lesson, profile: str) -> tuple[bytes, dict[str, Any], list[Issue]]:
    """Return the file, what it costs in its worst view (profile web), and a warning where dressing was thinned."""
    if profile != "web":
        from worldgen.export import to_glb  # noqa: PLC0415

        return to_glb(world.scene, "generic"), {}, []
    from worldgen.export.budget import BUDGETS  # noqa: PLC0415
    from worldgen.export.fitted import fitted_glb  # noqa: PLC0415

    found = fitted_glb(world.scene, BUDGETS[lesson.world.budget])
    share = found.dressing_share
    cost = asdict(found.figures) | {"gzip_bytes": found.gzip_bytes, "dressing_share": round(share, 3)}
    facts = {"budget": lesson.world.budget, "share": f"{share:.0%}"}
    thin = issue("DRESSING_THINNED", "/world/budget", severity="warning", **facts)
    return found.glb, cost, [] if share == 1.0 else [located(thin, lesson.spans, lesson.path)]


def _page(
    world: World, lesson: Lesson, glb: bytes | None, sources: Sources, name: str, *, live: bool = False
) -> tuple[Bundle, list[Issue]]:
    """Return the page that plays the lesson, and a warning where dressing was thinned to fit its budget."""
    from worldgen.translations.files import languages_beside, with_translations  # noqa: PLC0415
    from worldgen.web import to_page  # noqa: PLC0415

    thin: list[Issue] = []
    if glb is None:
        glb, _, thin = _glb(world, lesson, "web")
    variant = name.removeprefix(lesson.id).removeprefix(".")
    spoken = lesson if variant else with_translations(lesson, languages_beside(lesson))
    return to_page(spoken, glb, sources, variant=variant, live=live), thin


def page_of(
    path: Path | str, learner: Path | str | None = None, *, live: bool = False
) -> tuple[str, bytes, tuple[Issue, ...]]:
    """Return the name of the folder of a lesson, the page that plays it, and what is doubtful.

    Parameters
    ----------
    live : bool
        Whether the page is to ask where it came from for newer ones.

    Raises
    ------
    SpecError
        When the lesson cannot be built as it is written.
    """
    from worldgen.web.page import PAGE  # noqa: PLC0415

    lesson = load_lesson(path)
    lesson, name = (lesson, lesson.id) if learner is None else _personal(lesson, learner)
    sources = Sources(Path(lesson.path).parent)
    try:
        world = _world(lesson, sources, Stages(kept=_KEPT))
        files, thin = _page(world, lesson, None, sources, name, live=live)
    except SpecError as error:
        raise SpecError(located(one, lesson.spans, lesson.path) for one in error.issues) from None
    found = (*lesson.warnings, *world.warnings, *thin)
    return name, files[PAGE], tuple(located(one, lesson.spans, lesson.path) if not one.line else one for one in found)


def _pictures(world: World, make: Sequence[str]) -> tuple[dict[PurePosixPath, bytes], list[Issue]]:
    """Return the previews and the sheet of them, as asked, or none and a warning that says what is missing."""
    from worldgen.preview import available  # noqa: PLC0415

    missing = available()
    if missing is not None:
        return {}, [issue("PREVIEW_MISSING", severity="warning", what=missing.what, how=missing.how)]
    from worldgen.preview.images import SHEET, draw_all, sheet_of, small_all  # noqa: PLC0415
    from worldgen.preview.png import to_png  # noqa: PLC0415

    full = "preview" in make
    pictures = draw_all(world.scene) if full else small_all(world.scene)
    files = {name: to_png(picture) for name, picture in pictures.items()} if full else {}
    files |= {SHEET: sheet_of(world.scene, pictures)} if "sheet" in make else {}
    return {PurePosixPath("preview") / name: data for name, data in files.items()}, []


def _floor_plans(world: World) -> dict[PurePosixPath, bytes]:
    """Return a drawing of each building that one can go into: `plan.svg`, or by its id where there are several."""
    from worldgen.preview.plans import drawings  # noqa: PLC0415  few lessons have any

    return {PurePosixPath("preview") / name: text.encode() for name, text in drawings(world.plan, world.layout).items()}


def draft_pictures(lesson: Lesson) -> dict[str, Picture]:
    """Return small pictures of the world of `lesson` by name, to look at beside others.

    Raises
    ------
    SpecError
        When the lesson cannot be built as it is written.
    """
    from worldgen.preview.images import draw_all  # noqa: PLC0415

    stages = Stages(kept=_KEPT)
    return draw_all(_world(lesson, Sources(Path(lesson.path).parent), stages).scene, quality="draft")


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return round(value, 4) if isinstance(value, float) else value
