"""The screens speak Chinese: every text that can be shown has its translation."""

import ast
import re

from tests.support.sources import APPS, ROOT, python_files, templates, tree

CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "N_", "_now"}
IN_TEMPLATE = re.compile(r"""{%\s*(?:translate|trans)\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
BLOCK = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?)(?:{%\s*plural\s*%}.*?)?{%\s*endblocktranslate\s*%}", re.S)
CONTROL = re.compile(r"%\((\w+)\)[sd]|{(\w+)}")


def catalogue() -> dict[str, str]:
    """msgid to msgstr of the catalogue as it stands (plural forms: the first)."""
    entries: dict[str, str] = {}
    for block in CATALOGUE.read_text(encoding="utf-8").split("\n\n"):
        if "#, fuzzy" in block or block.lstrip().startswith("#~"):
            continue
        fields: dict[str, str] = {}
        current = ""
        for line in block.splitlines():
            match = re.match(r'(msgid_plural|msgid|msgstr\[0\]|msgstr|msgctxt)\s+(".*")$', line)
            if match:
                current = match[1]
                fields[current] = ast.literal_eval(match[2])
            elif line.startswith('"') and current:
                fields[current] += ast.literal_eval(line)
            elif line.startswith("msgstr["):
                current = ""
        if fields.get("msgid"):
            entries[fields["msgid"]] = fields.get("msgstr[0]") or fields.get("msgstr", "")
    return entries


def texts_in_python() -> set[str]:
    found = set()
    for path in python_files(*APPS):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATORS:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def texts_in_templates() -> set[str]:
    found = {(double or single) for path in templates() for double, single in IN_TEMPLATE.findall(path.read_text())}
    blocks = (block for path in templates() for block in BLOCK.findall(path.read_text()))
    return found | {re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", block.replace("%", "%%")) for block in blocks}


def test_every_text_in_the_code_is_in_the_catalogue():
    known = catalogue()
    assert sorted(text for text in texts_in_python() | texts_in_templates() if text not in known) == []


def test_every_text_of_the_catalogue_is_translated():
    assert sorted(text for text, translation in catalogue().items() if not translation) == []


def test_translations_keep_their_placeholders():
    broken = [
        text
        for text, translation in catalogue().items()
        if translation and set(CONTROL.findall(text)) != set(CONTROL.findall(translation))
    ]
    assert broken == []


def test_the_compiled_catalogue_is_that_of_the_source():
    """Django reads the .mo; one that was forgotten shows yesterday's words."""
    import gettext

    known = catalogue()
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        messages = gettext.GNUTranslations(compiled)
    stale = [text for text, translation in known.items() if translation and messages.gettext(text) != translation]
    plural = {text for text in stale if (text, 0) in messages._catalog}  # type: ignore[attr-defined]
    assert sorted(set(stale) - plural) == []
