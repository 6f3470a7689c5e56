"""What is said of learners' profiles and of translations."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {
    "LEARNER_MISSING": Message(
        text="there is no learner's file {name!r} here",
        hint="check the name; scenes/learners/ has examples",
        page="`--learner` names a YAML file with what one learner needs. Every key may be left out:"
        "\n\n```yaml\nid: l-07\nlanguages: {first: uk}\nsupports: [captions, larger_text]\n```",
    ),
    "LEARNER_ID": Message(
        text="the id of a learner must be a random name",
        hint="write one or more letters, a dash, and digits or the letters a to f: l-07, s-3fa9c1",
        page="A profile says what a learner needs, and never who the learner is. So its id is a name that was drawn at "
        "random, such as `l-07`. Keep the list that says who `l-07` is on paper, or where only you can read it.",
    ),
    "LEARNER_PERSONAL": Message(
        text="{key!r} does not belong into a learner's profile",
        hint="take the line out; worldgen needs to know what a learner needs, not who it is",
        page="Names, addresses, dates of birth, schools and diagnoses are refused, so that a profile can be lost "
        "without harm. Say what helps (`supports: [captions]`), not why.",
    ),
    "TEXTS_UNTRANSLATED": Message(
        text="{count} texts are not there in {language!r} and stay in {own!r}: {keys}",
        hint="worldgen translate LESSON --language {language} writes a file for them; worldgen check LESSON "
        "--language {language} lists them",
        page="The lesson was built in a language in which some of its texts are missing. They were left in the "
        "language of the lesson, and marked as such in the file, so that a page or a reader can say them rightly.",
    ),
    "TEXT_UNTRANSLATED": Message(
        text="{key} has no translation into {language!r}: {source!r}",
        hint="worldgen translate LESSON --language {language} writes a file for translators",
        page="`worldgen check LESSON --language uk` asks whether a lesson can be given in a language. This text is "
        "missing in it.",
    ),
    "TRANSLATION_STALE": Message(
        text="the translation of {key} into {language!r} was made from other words; the lesson now says {source!r}",
        hint="look at it again; it was made from: {before}",
        page="Somebody changed the lesson after it was translated. An old translation may contradict the new words, "
        "so it is not used until it is looked at: change it, then take away its mark (`fuzzy` in a PO file, "
        "`needs-review-translation` in an XLIFF file). `worldgen translate` writes both beside each other.",
    ),
    "TRANSLATION_ORPHAN": Message(
        text="{file} translates {key}, which the lesson does not have any more: {source!r}",
        hint="worldgen translate tidies the file; a text that was given another id needs its key changed",
        page="Texts are known by the ids in the lesson, such as `stations/lava/text`. Where an id is changed, or a "
        "text is taken out, its translation has nowhere to go.",
    ),
    "TRANSLATION_UNREADABLE": Message(
        text="{file} cannot be read: {why}",
        hint="write it anew with worldgen translate, or mend it in a translator's tool",
        page="Translations stand beside the lesson as PO files (`volcano-island.uk.po`) or as XLIFF 1.2 "
        "(`volcano-island.uk.xlf`), in UTF-8.",
    ),
    "LANGUAGE_NOT_SPOKEN": Message(
        text="worldgen's own words are not there in {language!r}: names of things and of land stay English",
        hint="give them a label in the lesson, or translate assets/words",
        page="Labels that come from worldgen itself, such as *Seismometer* or *crater rim*, are there in English, "
        "Spanish, French, Ukrainian, Arabic, Hindi and Chinese. Another lesson can label its things itself.",
    ),
}
