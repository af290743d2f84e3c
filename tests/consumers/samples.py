"""Articles for the sample timelines: samples.py FOLDER."""

import datetime
import json
import pathlib
import sys

OUT = pathlib.Path(sys.argv[1])
NAMES = ["Norway", "Iceland", "Chile", "Peru", "Finland", "Kenya", "Nepal", "Cuba", "Ghana", "Malta"]
HOSTILE = [
    '<script>window.pwned=1</script><img src=x onerror="window.pwned=1">',
    '=HYPERLINK("http://x","y")', "@SUM(1+1)", "+1;2,3|4", '"quoted" \\ back\\slash', "2004: a # b %% c ; d --> e",
    "a\u0000b\u0008c\u2028d", "</script></noscript><!-- x", "- [ ] *a* _b_ `c` ~d~ $e$", "\u202eright to left \u05d0",
]


def article(number, text, **more):
    known = {"id": f"a{number}", "title": f"Report {number}", "date": "2021-05-05", "source": "Coast Daily",
             "url": f"https://example.org/{number}?a=1&b=2", "text": text}
    return {**known, **more}


def write(name, articles):
    lines = (json.dumps(one) for one in articles)
    (OUT / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def early():
    texts = ["Rome attacked Carthage in 149 BC.", "Rome captured Corinth in 146 BC. Egypt signed a treaty with Rome in 30 BC.",
             "Athens defeated Persia in 490 BC. Goths attacked Rome on August 24, 410."]
    return [article(n, text) for n, text in enumerate(texts)]


def partial():
    whens = ["in 2019", "in June 2020", "in spring 2018", "in the 1990s", "around 1985", "in about March 2017",
             "in the second quarter of 2019", "on April 12", "from April 3 to April 9", "in the 19th century"]
    return [article(n, f"{NAMES[n]} attacked {NAMES[n - 1]} {when}.") for n, when in enumerate(whens)]


def bounds():
    text = ("{0} attacked {1} on April 3. After the attack, {2} signed a treaty with {0}. {1} left the pact on April 20. "
            "Before that, {1} had recognized {3}. By May 1, {3} had rejected the treaty.")
    return [article(n, text.format(*(NAMES[(n + k) % 10] for k in range(4)))) for n in range(6)]


def large():
    verbs = ["attacked", "recognized", "threatened", "invaded", "sanctioned"]
    for n in range(5000):
        day = datetime.date(1950, 1, 1) + datetime.timedelta(days=5 * n)
        yield article(n, f"{NAMES[n % 10]} {verbs[n // 7 % 5]} {NAMES[(n // 10 + n + 1) % 10]} on {day:%B} {day.day}, {day.year}.")


def many(count):
    """As many events as the page must open quickly: four a day, in one article each hundred."""
    verbs = ["attacked", "recognized", "threatened", "invaded", "sanctioned"]
    for start in range(0, count, 100):
        lines = []
        for n in range(start, min(start + 100, count)):
            day = datetime.date(2000, 1, 1) + datetime.timedelta(days=n // 4)
            lines.append(f"{NAMES[n % 10]} {verbs[n // 7 % 5]} {NAMES[(n // 10 + n + 1) % 10]} on {day:%B} {day.day}, {day.year}.")
        yield article(start // 100, " ".join(lines), date="2021-05-05")


def disputed():
    """Two articles that give other days, and other names, for one event."""
    texts = ["Norway signed the border treaty with Finland in Oslo on April 12.", "Norway signed the border treaty with Finland in Oslo on April 13.",
             "Norway signed the border treaty with Finland in Oslo on April 12."]
    return [article(n, text, source=["Coast Daily", "Inland Post", "Harbour News"][n]) for n, text in enumerate(texts)]


def hostile():
    for n, bad in enumerate(HOSTILE):
        text = f"{bad} Officials met. {NAMES[n]} recognized {bad} on April {n + 3}, and {NAMES[n]} attacked {NAMES[n - 1]} on May {n % 4 + 1}."
        yield article(n, text, title=bad, source=bad, id=f"{n}{bad}", url=f'javascript:alert("{n}")' if n % 2 else f"https://example.org/{n}|<b>")


OUT.mkdir(parents=True, exist_ok=True)
for maker in (early, partial, bounds, large, hostile, disputed):
    write(maker.__name__, maker())
for count in (1000, 20000):
    write(f"many{count}", many(count))
