"""What is said of files that a lesson names."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {
    "FILE_OUTSIDE": Message(
        text="the file {name!r} lies outside the lesson's folder",
        hint="copy it into the folder of the lesson and name it from there, such as media/picture.png",
        page="A lesson is a folder that can be sent to a colleague as it is, so it may only name files inside that "
        "folder. Absolute paths and `..` are refused, and so is a link that leads out of the folder.",
    ),
    "FILE_MISSING": Message(
        text="there is no file {name!r} in the lesson's folder",
        hint="names are relative to the lesson file; check the spelling and upper and lower case",
        page="The lesson names a file that is not there. Names are read from the folder of the lesson file, with `/` "
        "between folders on every system.",
    ),
    "FILE_TOO_LARGE": Message(
        text="the file {name!r} is {size} bytes, more than the {most} allowed",
        hint="make it smaller: a height map of 1024 pixels a side or a model of 50,000 triangles is plenty",
        page="Worlds are made for small computers, and lessons come from strangers, so every file that is read has a "
        "bound.",
    ),
    "UNKNOWN_MAKE": Message(
        text="{found} cannot be made",
        hint="--make takes a list by comma of: {allowed}",
        page="`--make` names what the build writes, such as `--make glb,preview`. Without it, the lesson's own "
        "`delivery.targets` say what to make.",
    ),
    "UNKNOWN_PROFILE": Message(
        text="there is no profile {found!r}",
        hint="choose generic (every engine reads it) or web (small and fast in a browser)",
        page="A profile is how the glTF file is encoded. `generic` asks nothing of an engine. `web` is small: "
        "instanced, quantised and compressed.",
    ),
    "TARGET_LATER": Message(
        text="this version cannot make {target!r} yet; the rest is built",
        hint="leave it in the lesson if you like: it will be made once it can be",
        page="A lesson may already name targets that later versions of worldgen make, such as a page to play in a "
        "browser or a package for a learning platform. They are left out of this build, and the report says so.",
    ),
    "PAGE_MEDIA_LARGE": Message(
        text="{name!r} has {size} MB, and the files of the page so far {together} MB: too much for one page",
        hint="make it smaller, at most {most} MB a file and {most_together} MB together, or leave it out",
        page="A page to play is one file that holds its pictures, sounds and films, so that it can be handed out on a "
        "stick and opened without a network. Tablets and small computers cannot open a page that is very large. A "
        "picture of 1280 pixels across, saved as JPEG, is 0.3 MB.",
    ),
    "PREVIEW_MISSING": Message(
        text="there are no pictures: {what}",
        hint="{how}; the world itself was built",
        page="Pictures are traced with the Embree library. Where there is no package of it for your machine, "
        "everything else is still built; `worldgen doctor` shows what is missing.",
    ),
    "LETTER_MISSING": Message(
        text="{text!r} cannot be written: {why}",
        hint="write it with other letters; there are Latin, Cyrillic, Greek, Arabic, Devanagari and everyday Chinese",
        page="Words in the world and on its map are drawn from fonts that come with worldgen, so that they look the "
        "same everywhere. A letter that no font has is an error, and never an empty box. There is Latin with all its "
        "accents, Cyrillic, Greek, Arabic (also Persian and Urdu), Devanagari (Hindi, Marathi, Nepali), and the 3755 "
        "signs of everyday Chinese (GB 2312, level 1). Rarer Chinese signs, traditional Chinese, Japanese and Korean "
        "are left out, since their fonts are many times as large as all the rest.",
    ),
    "FILE_ENDING": Message(
        text="{name!r} does not have the ending of {sort}",
        hint="allowed: {allowed}",
        page="The ending of a file says how to read it. Save or export it in one of the forms in the hint.",
    ),
    "FILE_CONTENT": Message(
        text="{name!r} is not {sort}, although its name ends in {ending}",
        hint="open it and save it again as {ending}",
        page="The first bytes of the file are not those of its kind, which happens when a file is renamed instead of "
        "converted, or when a download failed.",
    ),
}
