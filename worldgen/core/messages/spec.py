"""What is said of a lesson as it is written: its YAML, its keys and values, its ids."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {
    # --- the file -----------------------------------------------------------------------------------------------
    "LESSON_MISSING": Message(
        text="there is no lesson file {name!r} here",
        hint="check the name, or make a new lesson with `worldgen new`",
        page="The file that was asked for does not exist, or is a folder. Name the YAML file itself: "
        "`worldgen build my-lesson.yaml`."
        "\n\nIf there is no lesson yet, `worldgen new my-lesson` writes one that builds at once.",
    ),
    "NOT_UTF8": Message(
        text="this file is not saved as UTF-8 text",
        hint="save it again in your editor with the encoding UTF-8",
        page="Lessons are plain text in UTF-8, so that every letter of every language arrives as it was typed. Word "
        "processors and old editors use other encodings; choose *Save as*, then *UTF-8*.",
    ),
    "EMPTY_FILE": Message(
        text="this file is empty",
        hint="begin with `worldgen: 1`, or let `worldgen new` write a starter",
        page="There is nothing in the file but spaces or comments. `worldgen new my-lesson` writes a lesson of forty "
        "lines that builds at once.",
    ),
    "NOT_A_LESSON": Message(
        text="this file does not hold `key: value` lines",
        hint="begin with `worldgen: 1`, then `lesson:`, `world:` and `stations:`",
        page="A lesson is a mapping: sections such as `lesson:`, `world:` and `stations:`, each on its own line with a "
        "colon. A list or a single sentence cannot be read as a lesson."
        "\n\nWrong:\n\n```yaml\n- camp\n- bank\n```\n\nRight:\n\n```yaml\nworldgen: 1\nlesson:\n  id: pond\n"
        "  title: The pond\n```",
    ),
    "YAML_TOO_LARGE": Message(
        text="this file is larger than the {most} bytes allowed",
        hint="keep pictures and models in files of their own and name them in the lesson",
        page="A lesson is text. Even a long one has less than a tenth of this size.",
    ),
    "YAML_TOO_DEEP": Message(
        text="this file is nested more than {depth} levels deep or holds more than {nodes} values",
        hint="a lesson needs some ten levels; look for brackets that are never closed",
        page="Lessons come from strangers, so what is read is bounded. No lesson made by hand comes near the bounds.",
    ),
    "YAML_ALIASES": Message(
        text="more than {most} values here are copies made with `*`",
        hint="write the values out",
        page="YAML can repeat a value with `&name` and `*name`. A few such copies are fine; very many can blow a small "
        "file up to gigabytes, so they are refused."
        "\n\nWrong:\n\n```yaml\ncamp: &text We set out.\nbank: *text\n```\n\nRight:\n\n```yaml\ncamp: We set out.\n"
        "bank: We set out.\n```",
    ),
    "YAML_TAG": Message(
        text="`{tag}` is a tag, which lessons do not use",
        hint='leave it out; a text that begins with `!` is put in quotes: "!"',
        page="YAML tags (`!name`) tell a program how to build a value. In a lesson the keys say that."
        '\n\nWrong:\n\n```yaml\ntitle: !River\n```\n\nRight:\n\n```yaml\ntitle: "!River"\n```',
    ),
    "YAML_MERGE": Message(
        text="`<<` (merging one mapping into another) is not part of YAML 1.2",
        hint="write the keys out in both places",
        page="The merge key `<<` belongs to YAML 1.1. Lessons are YAML 1.2, where it is a word like any other."
        "\n\nWrong:\n\n```yaml\n<<: {prop: bench}\nid: seat\n```\n\nRight:\n\n```yaml\nid: seat\nprop: bench\n```",
    ),
    "YAML_NUMBER": Message(
        text="this number has more than {digits} digits",
        hint="write fewer digits, or put it in quotes if it is a text",
        page="Numbers of that length cannot be kept exactly."
        "\n\n"
        "No measure needs so many: the height of a hill is `12.5 m`. If the digits are words to you, such as a long\n"
        "code, put them in quotes.",
    ),
    "YAML_TAB": Message(
        text="this line is indented with a tab",
        hint="use spaces, two for each level; most editors can replace tabs by themselves",
        page="YAML allows only spaces in front of a line, since a tab is as wide as each editor likes."
        "\n\nIn most editors the command is called *convert indentation to spaces*.",
    ),
    "YAML_INDENT": Message(
        text="this line is indented unlike the lines it belongs to, or a bracket or quote above is not closed",
        hint="give all keys of one mapping the same number of spaces, and all dashes of one list too",
        page="In YAML the spaces in front of a line say what it belongs to.\n\nWrong:\n\n"
        "```yaml\nlesson:\n  id: pond\n   title: The pond\n```\n\nRight:\n\n"
        "```yaml\nlesson:\n  id: pond\n  title: The pond\n```",
    ),
    "YAML_BRACKET": Message(
        text="the bracket that opens here is not closed, or a comma is missing behind it",
        hint="check that every [ has its ] and every {{ its }}, with commas between the items",
        page="Lists in brackets and mappings in braces need a comma between items and their closing sign."
        "\n\nWrong:\n\n```yaml\nteaches: [erosion, flood\n```\n\nRight:\n\n```yaml\nteaches: [erosion, flood]\n```",
    ),
    "YAML_QUOTE": Message(
        text="the quote that opens here is never closed",
        hint="add the closing quote, or write the text under `>-` on lines of its own, where quotes are just signs",
        page="A text that begins with \" or ' goes on to the next one of the same sign."
        '\n\nWrong:\n\n```yaml\ntitle: "The river\n```\n\nRight:\n\n```yaml\ntitle: "The river"\n```',
    ),
    "YAML_STAR": Message(
        text="a text that begins with `{sign}` is read as a reference to another value",
        hint='put it in quotes: "{sign}..."',
        page="YAML gives `*` and `&` a meaning of their own at the beginning of a value."
        '\n\nWrong:\n\n```yaml\ntext: *Look* up here.\n```\n\nRight:\n\n```yaml\ntext: "*Look* up here."\n```',
    ),
    "YAML_SIGN": Message(
        text="a text cannot begin with `{sign}`",
        hint='put it in quotes: "{sign}..."',
        page="YAML keeps `@`, `` ` `` and `%` at the beginning of a value for itself."
        "\n\nWrong:\n\n```yaml\ntext: @home you can try it too.\n```\n\nRight:\n\n```yaml\n"
        'text: "@home you can try it too."\n```',
    ),
    "YAML_TWO_DOCUMENTS": Message(
        text="a line of `---` begins a second document here",
        hint="keep one lesson in one file and remove the line",
        page="A lesson file holds one lesson. A line of three dashes is only allowed at the very beginning.",
    ),
    "YAML_CHARACTER": Message(
        text="there is a sign here that cannot be shown, such as a control character",
        hint="delete it and type it again",
        page="Text pasted from other programs sometimes carries invisible signs. YAML refuses them."
        "\n\nDelete the signs around the place that is named, and type them again by hand.",
    ),
    "YAML_SYNTAX": Message(
        text="this is not YAML: {problem}",
        hint="compare the line with the ones around it",
        page="The line cannot be read. Look for missing colons, quotes or brackets, here or on the line above.",
    ),
    "DUPLICATE_KEY": Message(
        text="`{key}` is written twice; the first is on line {first}",
        hint="keep one of them, or make them items of one list",
        page="A mapping may name each key once. Many YAML readers keep the last one in silence, so that the work in "
        "the first is lost; here both lines are shown."
        "\n\nWrong:\n\n```yaml\ntext: The river cuts.\nlook_at: boat\ntext: It lays sand down.\n```\n\nRight:\n\n"
        "```yaml\ntext: The river cuts. It lays sand down.\nlook_at: boat\n```",
    ),
    "KEY_NOT_TEXT": Message(
        text="{found} stands where the name of a key is wanted",
        hint="keys are words; put it in quotes if you mean it as a word",
        page="Every key of a lesson is a word, such as `text`. A number, a list or nothing at all is no word."
        '\n\nWrong:\n\n```yaml\ninterests:\n  2024: ...\n```\n\nRight:\n\n```yaml\ninterests:\n  "2024": ...\n```',
    ),
    "PROSE_CUT_BY_COMMA": Message(
        text="this text was cut at its comma: {key!r} became a key of its own",
        hint='put the whole text in quotes: "{whole}"',
        page="Inside braces a comma ends a value.\n\nWrong: `{en: Camp, near the sea}`\n\n"
        'Right: `{en: "Camp, near the sea"}`',
    ),
    "PROSE_CUT_BY_COLON": Message(
        text="this text holds a colon, so it was read as a key with a value: {found}",
        hint="{hint}",
        page="A colon followed by a space means `key: value`.\n\nWrong:\n\n```yaml\ntext: Note: lava is hot.\n```\n\n"
        'Right:\n\n```yaml\ntext: "Note: lava is hot."\n```\n\nor\n\n```yaml\ntext: >-\n  Note: lava is hot.\n```',
    ),
    # --- the version --------------------------------------------------------------------------------------------
    "VERSION_MISSING": Message(
        text="the lesson does not say for which version of the language it is written",
        hint="make `worldgen: {version}` the first line",
        page="The first line of a lesson is `worldgen: 1`. It lets later versions read older lessons."
        "\n\nWrong:\n\n```yaml\nlesson:\n  id: pond\n```\n\nRight:\n\n```yaml\nworldgen: 1\nlesson:\n  id: pond\n```",
    ),
    "VERSION_NOT_FIRST": Message(
        text="`worldgen` stands below other keys",
        hint="make `worldgen: {version}` the first line",
        page="The version comes first, so that a person and a program know at once how to read the rest."
        "\n\nWrong:\n\n```yaml\nlesson:\n  id: pond\nworldgen: 1\n```\n\nRight:\n\n```yaml\nworldgen: 1\nlesson:\n"
        "  id: pond\n```",
    ),
    "VERSION_UNKNOWN": Message(
        text="the version of the language is a whole number, not {found}",
        hint="write `worldgen: {version}`",
        page="Versions of the language are 1, 2, 3; they are not the version of the program."
        "\n\nWrong:\n\n```yaml\nworldgen: one\n```\n\nRight:\n\n```yaml\nworldgen: 1\n```",
    ),
    "VERSION_NEWER": Message(
        text="this lesson is written for version {found} of the language; this program knows version {version}",
        hint="get the newest worldgen and install it again",
        page="The lesson was made with a newer worldgen. Newer programs read older lessons, but not the other way "
        "round.",
    ),
    # --- keys and values ----------------------------------------------------------------------------------------
    "UNKNOWN_KEY": Message(
        text="{key!r} is not a key of {of}",
        hint="{hint}",
        page="Every key is checked, since a misspelt one would otherwise be passed over in silence. The hint names the "
        "nearest key, or all keys that are allowed in this place. `worldgen schema` gives your editor the list."
        "\n\nWrong:\n\n```yaml\n- {id: downs, kind: hills, heigth: 12 m}\n```\n\nRight:\n\n```yaml\n"
        "- {id: downs, kind: hills, height: 12 m}\n```",
    ),
    "MISSING_KEY": Message(
        text="{of} needs `{key}`",
        hint="{example}",
        page="This part of a lesson cannot do without the key. The hint says what it is for."
        "\n\nWrong:\n\n```yaml\n- id: camp\n  where: {on: land}\n```\n\nRight:\n\n```yaml\n- id: camp\n"
        "  where: {on: land}\n  text: We set out from here.\n```",
    ),
    "EMPTY_VALUE": Message(
        text="nothing is written here; {wanted} is wanted",
        hint="write a value behind the colon, or delete the line",
        page="A key with nothing behind its colon has the value *nothing*."
        "\n\n"
        "Nothing is not the same as leaving the line out, and is most often a line that was begun and forgotten.\n"
        "\nWrong:\n\n```yaml\nsummary:\n```\n\nRight:\n\n```yaml\nsummary: Walk from the camp to the crater.\n```",
    ),
    "WRONG_TYPE": Message(
        text="{found} stands where {wanted} is wanted",
        hint="{hint}",
        page="Each key wants one sort of value: a text, a number, yes or no, a list (`[a, b]` or lines with "
        "dashes), or a mapping (`key: value` lines)."
        '\n\nWrong:\n\n```yaml\ntitle: 1984\nteaches: erosion\n```\n\nRight:\n\n```yaml\ntitle: "1984"\n'
        "teaches: [erosion]\n```",
    ),
    "NOT_ONE_OF": Message(
        text="{found} is not one of the words allowed here",
        hint="{hint}",
        page="This key takes one of a few words. `worldgen catalog` shows those that name things, with pictures."
        "\n\nWrong:\n\n```yaml\nstyle: story book\n```\n\nRight:\n\n```yaml\nstyle: storybook\n```",
    ),
    "BAD_QUANTITY": Message(
        text="{found}",
        hint="{hint}",
        page="Quantities are a number and a unit: `12 m`, `1.5 km`, `25 deg`, `80 %`, `25 min`. Ranges have two dots: "
        "`2..20 m`. A bare number counts as metres or degrees; a duration must name its unit."
        "\n\nWrong:\n\n```yaml\nduration: 25\nradius: 12 metres\n```\n\nRight:\n\n```yaml\nduration: 25 min\n"
        "radius: 12 m\n```",
    ),
    "BAD_VALUE": Message(
        text="{found}",
        hint="{hint}",
        page="The value does not pass a check of its key; the message says which."
        "\n\n"
        "Do what the hint says, and look the key up with `worldgen schema` or in the reference if it is not clear.",
    ),
    "OUT_OF_RANGE": Message(
        text="{found} is out of range: it must be {phrase} {bound}",
        hint="choose a value within the range",
        page="The number is readable, but smaller or larger than what makes sense here."
        "\n\nWrong:\n\n```yaml\nsize: 12 km\n```\n\nRight:\n\n```yaml\nsize: 256 m\n```",
    ),
    "WRONG_COUNT": Message(
        text="this list has {found}; it must have {phrase} {bound}",
        hint="add or remove items",
        page="The list is too short or too long for its purpose."
        "\n\nWrong:\n\n```yaml\ntype: order\nitems: [Rain falls.]\n```\n\nRight:\n\n```yaml\ntype: order\n"
        "items: [Rain falls., The stream swells.]\n```",
    ),
    "EMPTY_TEXT": Message(
        text="this text is empty",
        hint="write the words, or delete the line",
        page="A text of nothing but spaces says nothing to learners, so it is most likely a slip."
        '\n\nWrong:\n\n```yaml\ntext: ""\n```\n\nRight:\n\n```yaml\ntext: We set out from here.\n```',
    ),
    "TEXT_LANGUAGE": Message(
        text="{tag!r} is not a language tag",
        hint="write the text itself, or texts by language such as {{en: Camp, es: Campamento}}",
        page="A text may be given in several languages as a mapping from language tag (BCP 47: `en`, `es`, `pt-BR`) to "
        "words. A sentence with a colon is put in quotes."
        "\n\nWrong:\n\n```yaml\ntitle: {english: The river}\n```\n\nRight:\n\n```yaml\ntitle: {en: The river}\n```",
    ),
    "TEXT_NOT_WORDS": Message(
        text="what is written for the language {tag!r} is not a text",
        hint="write the words behind the colon, in quotes if they look like a number",
        page="Behind each language tag stands one text."
        '\n\nWrong:\n\n```yaml\ntitle: {en: 1984}\n```\n\nRight:\n\n```yaml\ntitle: {en: "1984"}\n```',
    ),
    "TEXT_WITHOUT_LANGUAGE": Message(
        text="this text is given in {found}, but not in {language}, the language of the lesson",
        hint="add `{language}:` to it, or change `language` in the section lesson",
        page="Every text must exist in the language of the lesson; other languages come on top."
        "\n\nWrong:\n\n```yaml\ntitle: {es: El río}\n```\n\nRight:\n\n```yaml\ntitle: {en: The river, es: El río}\n"
        "```",
    ),
    "BAD_ID": Message(
        text="{found!r} cannot be an id",
        hint="ids are small letters, digits, _ and -, beginning with a letter: {suggestion}",
        page="An id is the name by which one part of the lesson speaks of another; it also becomes a name in the 3-D "
        "file. What learners read is `title`, `label` or `text`, where every sign is allowed."
        "\n\nWrong:\n\n```yaml\nid: Ranger Hut\n```\n\nRight:\n\n```yaml\nid: ranger_hut\nlabel: Ranger Hut\n```",
    ),
    "BAD_AGES": Message(
        text="{found!r} are not ages",
        hint="write `10-13`, `16+` or `9`",
        page="Ages are whole years from 3 to 99: one age, a range, or an age and a plus."
        "\n\nWrong:\n\n```yaml\nages: class 5\n```\n\nRight:\n\n```yaml\nages: 10-11\n```",
    ),
    "BAD_TIME": Message(
        text="{found!r} is not a time of day",
        hint='write hours and minutes from 00:00 to 23:59, such as "09:30"',
        page="The time of day places the sun. It has hours and minutes with a colon between them."
        '\n\nWrong:\n\n```yaml\ntime: 9h30\n```\n\nRight:\n\n```yaml\ntime: "09:30"\n```',
    ),
    "BAD_LANGUAGE": Message(
        text="{found!r} is not a language tag",
        hint="write a tag such as en, es, fr or pt-BR",
        page="Languages are named by their BCP 47 tags: two or three small letters, then a region if it matters."
        "\n\nWrong:\n\n```yaml\nlanguage: English\n```\n\nRight:\n\n```yaml\nlanguage: en\n```",
    ),
    "MEDIA_FILE": Message(
        text="a medium names exactly one file: `image`, `audio` or `video`",
        hint="such as {{image: media/lava.jpg, alt: Ropy lava seen from above}}",
        page="Each entry of `media` is one file with words for those who cannot see or hear it. Give two files two "
        "entries."
        "\n\nWrong:\n\n```yaml\n- {image: lava.jpg, audio: lava.mp3, alt: Lava}\n```\n\nRight:\n\n```yaml\n"
        "- {image: lava.jpg, alt: Ropy lava}\n- {audio: lava.mp3, alt: Lava that crackles}\n```",
    ),
    # --- ids and references ------------------------------------------------------------------------------------
    "DUPLICATE_ID": Message(
        text="the id {id!r} is already used, for {sort}",
        hint="give one of the two another id",
        page="Every id names one thing in the whole lesson, whatever it is, so that `near: camp` can only mean one "
        "place. The line of the first use is shown too."
        "\n\nWrong:\n\n```yaml\nstations:\n  - id: bank\nquestions:\n  - id: bank\n```\n\nRight:\n\n```yaml\n"
        "stations:\n  - id: bank\nquestions:\n  - id: q_bank\n```",
    ),
    "ID_TAKEN": Message(
        text="{id!r} is a place that every world of the setting {setting} has",
        hint="choose another id, such as my_{id}",
        page="A setting brings places with names, such as `sea` and `shore`, which a lesson can use at once. They "
        "cannot be given to something else."
        "\n\nWrong:\n\n```yaml\nstations:\n  - id: shore\n```\n\nRight:\n\n```yaml\nstations:\n  - id: landing\n"
        "    where: {on: shore}\n```",
    ),
    "PROP_NAME_TAKEN": Message(
        text="the catalogue already has a prop {id!r}",
        hint="choose another name for your own prop, such as my_{id}",
        page="A prop of the lesson's own needs a name that the catalogue does not use; else `prop: bench` could "
        "mean two things."
        "\n\nWrong:\n\n```yaml\nprops:\n  - id: bench\n```\n\nRight:\n\n```yaml\nprops:\n  - id: my_bench\n```",
    ),
    "UNKNOWN_ID": Message(
        text="{name!r} is not the id of {wanted} in this lesson",
        hint="{hint}",
        page="A reference leads nowhere. Ids are compared letter by letter; the hint shows the nearest one, or all "
        "that could stand here."
        "\n\nWrong:\n\n```yaml\nlook_at: crator\n```\n\nRight:\n\n```yaml\nlook_at: cone.crater\n```",
    ),
    "WRONG_SORT": Message(
        text="{name!r} is {sort}, but {wanted} is wanted here",
        hint="{hint}",
        page="The id exists, but names another sort of thing: one can look at a place, and teach an objective, but not "
        "the other way round."
        "\n\nWrong:\n\n```yaml\nteaches: [boat]\n```\n\nRight:\n\n```yaml\nteaches: [erosion]\n```",
    ),
    "UNKNOWN_PART": Message(
        text="{name!r} has no part {part!r}",
        hint="{hint}",
        page="Parts are named behind a dot, such as `cone.crater`. `worldgen catalog` lists the parts of each kind."
        "\n\nWrong:\n\n```yaml\non: cone.rimm\n```\n\nRight:\n\n```yaml\non: cone.rim\n```",
    ),
    "UNKNOWN_PROP": Message(
        text="{name!r} is no prop of the catalogue or of this lesson",
        hint="{hint}",
        page="`worldgen catalog prop` shows all props with pictures. A prop of your own is written under "
        "world > props, or is a model file: `model: media/hut.glb`."
        "\n\nWrong:\n\n```yaml\nprop: row_boat\n```\n\nRight:\n\n```yaml\nprop: rowing_boat\n```",
    ),
    "UNKNOWN_SPECIES": Message(
        text="{name!r} is no species of the catalogue",
        hint="{hint}",
        page="`worldgen catalog species` shows what can grow and lie on the land."
        "\n\nWrong:\n\n```yaml\nspecies: [palm_tree]\n```\n\nRight:\n\n```yaml\nspecies: [palm]\n```",
    ),
}
