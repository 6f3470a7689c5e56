"""What is said of a lesson as it is written: its YAML, its keys and values, and how its parts fit together."""

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
    # --- places ------------------------------------------------------------------------------------------------
    "PLACE_ITSELF": Message(
        text="{name!r} is placed by itself",
        hint="say where it is by something else",
        page="A thing cannot be near itself, or beside or in itself."
        "\n\nWrong:\n\n```yaml\n- {id: post, prop: sign, near: post}\n```\n\nRight:\n\n```yaml\n"
        "- {id: post, prop: sign, near: camp}\n```",
    ),
    "PLACE_CIRCLE": Message(
        text="these places lean on each other in a circle: {circle}",
        hint="say where one of them is by something that stands on its own, or with `at`",
        page="`a near b` and `b near a` never say where either of them is. At least one needs a place of its own, such "
        "as `at: {east: 50 %, north: 20 %}` or `on: shore`."
        "\n\nWrong:\n\n```yaml\n- {id: hut, prop: ranger_hut, near: boat}\n"
        "- {id: boat, prop: rowing_boat, near: hut}\n```\n\nRight:\n\n```yaml\n"
        "- {id: hut, prop: ranger_hut, near: boat}\n- {id: boat, prop: rowing_boat, on: shore}\n```",
    ),
    "WITHIN_WHAT": Message(
        text="`within` says how close, but not to what",
        hint="add `near: ` and an id, or delete `within`",
        page="`within` belongs to `near`: `{near: flow, within: 6 m}`."
        "\n\nWrong:\n\n```yaml\nwhere: {on: shore, within: 5 m}\n```\n\nRight:\n\n```yaml\n"
        "where: {on: shore, near: boat, within: 5 m}\n```",
    ),
    "SIDE_OF_WHAT": Message(
        text="`side` says on which side, but not of what",
        hint="add `beside: ` or `near: ` and an id, or delete `side`",
        page="`side` belongs to a place: `{beside: hut, side: north}`."
        "\n\nWrong:\n\n```yaml\nwhere: {side: north}\n```\n\nRight:\n\n```yaml\nwhere: {near: hut, side: north}\n```",
    ),
    "PLACE_CONTRADICTS": Message(
        text="this is to be away from {name!r} and `{word}` it at once",
        hint="delete one of the two",
        page="All that is said of a place must hold together. These two cannot."
        "\n\nWrong:\n\n```yaml\n{near: boat, away_from: boat}\n```\n\nRight:\n\n```yaml\n"
        "{near: boat, away_from: hut}\n```",
    ),
    "ZONE_IN_VIEW": Message(
        text="`visible_from` is promised for a thing or a station, not for the ground of a zone",
        hint="write it with what is to be seen in the zone, or let the station `look_at` the zone",
        page="A zone is ground: what stands in it is what a learner sees, and what hides its far side too. Promise the "
        "view of a thing in the zone, or let a station look at the zone."
        "\n\nWrong:\n\n```yaml\nzones:\n  - {id: camp, on: land, visible_from: hill}\n```\n\n"
        "Right:\n\n```yaml\nzones:\n  - {id: camp, on: land}\nthings:\n"
        "  - {id: tent, prop: tent, in: camp, visible_from: hill}\n```",
    ),
    "BETWEEN_ONE": Message(
        text="`between` names {name!r} twice",
        hint="name two different places, or write `near: {name}`",
        page="Half way between a place and itself is that place."
        "\n\nWrong:\n\n```yaml\nbetween: [hut, hut]\n```\n\nRight:\n\n```yaml\nbetween: [hut, boat]\n```",
    ),
    "POINT_OUTSIDE_WORLD": Message(
        text="`{key}` lies outside the world: it goes from 0 to {limit}",
        hint="choose a value in between, or make the world larger with `size`",
        page="`east` counts from the west edge and `north` from the south edge, in metres or as a share of the side."
        "\n\nWrong:\n\n```yaml\nat: {east: 120 %, north: 20 %}\n```\n\nRight:\n\n```yaml\n"
        "at: {east: 90 %, north: 20 %}\n```",
    ),
    "SHOT_OF_NOTHING": Message(
        text="nothing says what the shot {id!r} shows",
        hint="add `of: ` and an id, or `facing: ` and a compass word together with `from` or `at`",
        page="A shot is a picture of something, or in some direction from somewhere."
        '\n\nWrong:\n\n```yaml\n- {id: sunset, time: "18:00"}\n```\n\nRight:\n\n```yaml\n'
        '- {id: sunset, from: camp, facing: west, time: "18:00"}\n```',
    ),
    "SHOT_FROM_NOWHERE": Message(
        text="the shot {id!r} looks somewhere, but nothing says from where",
        hint="add `from: ` and an id or `at: {{east: ..., north: ...}}`, or say with `of` what it shows",
        page="`facing` alone is a direction. With `of`, a good place is found by itself; without it the shot must say "
        "where it is taken from."
        "\n\nWrong:\n\n```yaml\n- {id: view, facing: north}\n```\n\nRight:\n\n```yaml\n"
        "- {id: view, from: camp, facing: north}\n```",
    ),
    "SHOT_TWICE": Message(
        text="`{a}` and `{b}` say the same twice",
        hint="delete one of the two",
        page="A shot is taken from one place (`from` or `at`), looks one way (`of` or `facing`) and has one lens "
        "(`lens` or `fov`). Only a shot `of` something that says nothing of its place may add a compass word, as in "
        "`{of: hut, facing: north}`: the hut as it is seen looking north."
        "\n\nWrong:\n\n```yaml\n- {id: view, of: hut, from: camp, facing: north}\n```\n\nRight:\n\n```yaml\n"
        "- {id: view, of: hut, from: camp}\n```",
    ),
    "SHOT_OF_ITSELF": Message(
        text="a shot of {name!r} cannot be taken from {name!r}",
        hint="delete `from`, or say with `facing` which way to look",
        page="One cannot see a place by standing in it. Leave `from` out, and a good place is found."
        "\n\nWrong:\n\n```yaml\n- {id: view, of: camp, from: camp}\n```\n\nRight:\n\n```yaml\n"
        "- {id: view, of: camp}\n```",
    ),
    "PICTURE_NAME_TAKEN": Message(
        text="{id!r} is the name of a picture that every world has",
        hint="choose another id",
        page="Each station and each shot has a picture of its own name in the folder `preview`; `hero.png`, `map.png` "
        "and `sheet.png` are there already."
        "\n\nWrong:\n\n```yaml\n- {id: map, of: camp}\n```\n\nRight:\n\n```yaml\n- {id: camp_map, of: camp}\n```",
    ),
    "ZONE_TOO_LARGE": Message(
        text="a radius of {radius} m does not fit into a world of {size} m",
        hint="make the zone smaller or the world larger",
        page="A zone is a round place inside the world; it cannot be wider than the world itself."
        "\n\nWrong:\n\n```yaml\nsize: 128 m\nzones:\n  - {id: camp, radius: 90 m}\n```\n\nRight:\n\n```yaml\n"
        "size: 128 m\nzones:\n  - {id: camp, radius: 12 m}\n```",
    ),
    "PROP_OR_MODEL": Message(
        text="nothing says what {id!r} is",
        hint="add `prop: ` and a name of the catalogue, or `model: ` and a file",
        page="A thing is either a prop (of the catalogue, or the lesson's own) or a model file."
        "\n\nWrong:\n\n```yaml\n- {id: hut, near: camp}\n```\n\nRight:\n\n```yaml\n"
        "- {id: hut, prop: ranger_hut, near: camp}\n```",
    ),
    "PROP_AND_MODEL": Message(
        text="{id!r} is said to be a prop and a model file at once",
        hint="keep `prop` or `model`, and delete the other",
        page="A thing is either a prop (of the catalogue, or the lesson's own) or a model file."
        "\n\nWrong:\n\n```yaml\n- {id: hut, prop: tent, model: hut.glb}\n```\n\nRight:\n\n```yaml\n"
        "- {id: hut, model: hut.glb}\n```",
    ),
    "ONLY_FOR_MODELS": Message(
        text="`{key}` is only for things with a `model` file",
        hint="delete it; the size of a prop is set under `with`",
        page="A model file is scaled to a height and names its licence and author. Props of the catalogue have theirs."
        "\n\nWrong:\n\n```yaml\n- {id: hut, prop: ranger_hut, height: 3 m}\n```\n\nRight:\n\n```yaml\n"
        "- {id: hut, model: media/hut.glb, height: 3 m}\n```",
    ),
    "ONLY_FOR_PROPS": Message(
        text="`with` is only for things with a `prop`",
        hint="delete it; a model file is scaled with `height`",
        page="`with` sets parameters of a prop, such as its colour. A model file has none."
        "\n\nWrong:\n\n```yaml\n- {id: hut, model: media/hut.glb, with: {width: 3 m}}\n```\n\nRight:\n\n```yaml\n"
        "- {id: hut, model: media/hut.glb, height: 3 m}\n```",
    ),
    # --- questions and activities ------------------------------------------------------------------------------
    "ASSESSES_NOTHING": Message(
        text="the question {id!r} does not assess any objective",
        hint="add `assesses: [...]` with ids of objectives, so that its answers count for something",
        page="An answer is evidence for an objective. A question that assesses none cannot help to show what was "
        "learned."
        "\n\nWrong:\n\n```yaml\n- id: q1\n  station: bank\n  type: point\n```\n\nRight:\n\n```yaml\n- id: q1\n"
        "  station: bank\n  assesses: [erosion]\n  type: point\n```",
    ),
    "NO_RIGHT_ANSWER": Message(
        text="no option of {id!r} is correct",
        hint="add `correct: true` to the right one",
        page="At least one option must be right, or nobody can answer."
        "\n\nWrong:\n\n```yaml\n- text: Into the outer bank.\n```\n\nRight:\n\n```yaml\n"
        "- text: Into the outer bank.\n  correct: true\n```",
    ),
    "TWO_RIGHT_ANSWERS": Message(
        text="{count} options of {id!r} are correct, but a question of type choice has exactly one",
        hint="leave one of them correct, or write `type: multi`",
        page="`choice` takes one answer, `multi` takes all that are right."
        "\n\nIf more than one answer is right, ask for all of them:\n\n```yaml\ntype: multi\n```",
    ),
    "TWO_ALIKE": Message(
        text="{found!r} stands here twice",
        hint="change or delete one of the two",
        page="Two answers that read the same cannot be told apart, and only one of them would count."
        "\n\nWrong:\n\n```yaml\nitems: [Rain falls., Rain falls.]\n```\n\nRight:\n\n```yaml\n"
        "items: [Rain falls., The stream swells.]\n```",
    ),
    "SORTED_WRONG": Message(
        text="activity {id!r} does not say rightly to which group {name!r} belongs",
        hint="give every thing of the activity the number of its group, from 1 to {most}, and no other thing",
        page="`belongs` of an activity of the kind `sort` gives each of its `things` the number of a group: 1 is the "
        "first of `groups`. Where it is left out, every sorting counts."
        "\n\n```yaml\nthings: [basalt_sample, hammer]\ngroups: [Rocks, Tools]\n"
        "belongs: {basalt_sample: 1, hammer: 2}\n```",
    ),
    "ACTIVITY_NEEDS": Message(
        text="the activity {id!r} of kind {kind} needs at least {least} under `{key}`",
        hint="list them: `{key}: [...]`",
        page="Inspecting, collecting, measuring and labelling need `things`; sorting needs `groups`; ordering, "
        "procedures and dialogues need `steps`."
        "\n\nWrong:\n\n```yaml\n- {id: sort_it, station: bank, kind: sort, things: [hammer]}\n```\n\nRight:\n\n"
        "```yaml\n- {id: sort_it, station: bank, kind: sort, things: [hammer], groups: [tools, stones]}\n"
        "```",
    ),
    # --- objectives and passing --------------------------------------------------------------------------------
    "OBJECTIVE_IDLE": Message(
        text="nothing teaches or assesses the objective {id!r}",
        hint="add it to `teaches` of a station or `assesses` of a question, or delete it",
        page="An objective that no station teaches and no question assesses is a promise not kept."
        "\n\n"
        "A station that explains it gets `teaches: [its_id]`; a question about it gets `assesses: [its_id]`.",
    ),
    "MASTERY_OUT_OF_REACH": Message(
        text="{id!r} can never be mastered: it takes {wanted}, but {asked}",
        hint="ask for less, or write more questions that assess it",
        page="Mastery by a streak of n right answers needs n questions that assess the objective; any rule needs one."
        "\n\nWith two questions on an objective, write `mastery: {model: streak, correct: 2}`.",
    ),
    "MASTERY_WITHOUT_POINTS": Message(
        text="{id!r} can never be mastered: it takes a share of the points, but no question on it is worth any",
        hint="give one of them points",
        page="A share of no points at all can never be earned."
        "\n\nWrong:\n\n```yaml\n- id: q1\n  points: 0\n```\n\nRight:\n\n```yaml\n- id: q1\n  points: 1\n```",
    ),
    "PASS_OUT_OF_REACH": Message(
        text="nobody can pass: no question is worth any points",
        hint="add questions with points, or delete `pass`",
        page="Passing with a share of the points needs questions that are worth points."
        "\n\nA lesson without questions needs no `pass`: leave the line `scoring` out.",
    ),
    # --- the way through ---------------------------------------------------------------------------------------
    "ORDER_TWICE": Message(
        text="{name!r} stands twice in the order",
        hint="name each station once; learners may always go back",
        page="The order is the suggested way through the stations, each of them once."
        "\n\nWrong:\n\n```yaml\norder: [bank, camp, bank]\n```\n\nRight:\n\n```yaml\norder: [camp, bank]\n```",
    ),
    "ORDER_START": Message(
        text="learners start at {start!r}, but the order begins with {first!r}",
        hint="put the start first in the order, or delete `start`",
        page="`start` is where learners arrive, `order` the way they are led. The two must agree."
        "\n\nWrong:\n\n```yaml\nstart: camp\norder: [bank, camp]\n```\n\nRight:\n\n```yaml\nstart: camp\n"
        "order: [camp, bank]\n```",
    ),
    "ORDER_INCOMPLETE": Message(
        text="the order leaves out: {missing}",
        hint="add the missing stations, or leave it so if they are extra",
        page="Stations that are not in the order are reachable, but learners are not led there."
        "\n\nThis is only a warning: a station off the main way can be a reward for those who look around.",
    ),
    "UNLOCK_SYNTAX": Message(
        text="this condition cannot be read: {found} stands where {wanted} is wanted",
        hint="such as visited(lava), or correct(q1) and not answered(q2), or score() >= 60 %",
        page="A condition is made of visited(station), answered(question), correct(question), attempts(question), "
        "mastered(objective) and score(), joined by `and`, `or`, `not`, comparisons and brackets."
        "\n\nWrong:\n\n```yaml\nwhen: visited lava\n```\n\nRight:\n\n```yaml\nwhen: visited(lava)\n```",
    ),
    "UNLOCK_WORD": Message(
        text="{found!r} is not a word of conditions",
        hint="{hint}allowed: visited, answered, correct, attempts, mastered, score, and, or, not",
        page="Conditions know few words, so that they can be checked before any learner meets them."
        "\n\nWrong:\n\n```yaml\nwhen: visted(lava)\n```\n\nRight:\n\n```yaml\nwhen: visited(lava)\n```",
    ),
    "UNLOCK_ABOUT": Message(
        text="{word}(...) needs the id of a {about} in its brackets",
        hint="such as {word}(my_{about})",
        page="The word in the brackets says which station, question or objective is meant."
        "\n\nWrong:\n\n```yaml\nwhen: visited()\n```\n\nRight:\n\n```yaml\nwhen: visited(lava)\n```",
    ),
    "UNLOCK_MEANING": Message(
        text="{found} does not fit here: {wanted} is wanted",
        hint="attempts(...) and score() are numbers and are compared; the other words are true or false by themselves",
        page="`attempts(q1) >= 3` and `score() >= 60 %` compare numbers; `visited(lava)` is true or false and is not "
        "compared with anything."
        "\n\nWrong:\n\n```yaml\nwhen: attempts(q1) and visited(lava)\n```\n\nRight:\n\n```yaml\n"
        "when: attempts(q1) >= 1 and visited(lava)\n```",
    ),
    "UNLOCK_START": Message(
        text="learners start at {name!r}, so it cannot be locked",
        hint="delete this rule, or start somewhere else",
        page="The first station is open from the beginning."
        "\n\nTo hold learners back until they have read the first text, lock the second station instead:\n\n"
        "```yaml\nunlock:\n  - {open: bank, when: visited(camp)}\n```",
    ),
    "UNLOCK_NEVER": Message(
        text="{name!r} can never open: what unlocks it can only be done when it is open already",
        hint="let it be unlocked by something at a station that is open before",
        page="The condition leans on a station that is locked behind this one, on a question asked there, or on a "
        "score that cannot be reached before."
        "\n\nWrong:\n\n```yaml\n- {open: rim, when: correct(q_rim)}   # asked at the rim\n```\n\nRight:\n\n"
        "```yaml\n- {open: rim, when: visited(lava)}\n```",
    ),
    "UNLOCK_TOO_LATE": Message(
        text="the order leads learners to {name!r} while it is still locked",
        hint="move it behind the stations that unlock it",
        page="What opens the station lies at a station that comes later in `order`."
        "\n\nWrong:\n\n```yaml\norder: [camp, rim, lava]\nunlock:\n  - {open: rim, when: visited(lava)}\n```\n\n"
        "Right:\n\n```yaml\norder: [camp, lava, rim]\nunlock:\n  - {open: rim, when: visited(lava)}\n```",
    ),
    # --- reading -----------------------------------------------------------------------------------------------
    "HARD_TO_READ": Message(
        text="reads like grade {grade}; readers of {ages} are at grade {target} at most: {sentence}",
        hint="make two sentences of it, use shorter words, or explain the hard word in the vocabulary",
        page="The grade is that of Flesch and Kincaid: long sentences and words of many syllables raise it. It is a "
        "rough measure, so this is only a warning. Words that the vocabulary explains do not count; an easier "
        "`support_text` is offered to those who want it."
        "\n\n"
        "Instead of *The solidification of the superficial layer precedes that of the interior*, write *The skin\n"
        "cools first. The inside still flows.*",
    ),
    # --- files -------------------------------------------------------------------------------------------------
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
