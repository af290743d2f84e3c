"""Articles for trying the job: `python articles.py 20000 > news.jsonl`. The same number gives the same bytes everywhere.

Each event is told by up to six articles in different words, so that there is something to link; some names come in every
third article, so that some blocks are large.
"""

import json
import random
import sys
from datetime import date, timedelta

STATES = (
    "Norway Peru Chile Ghana Kenya Japan India Spain Italy Egypt Qatar Nepal Cuba Haiti Samoa Malta Fiji Togo Benin Gabon "
    "Laos Oman Yemen Iraq Iran Poland Latvia Serbia Greece Turkey"
).split()
FIRST = "Anna Boris Carla David Elena Farid Greta Hassan Irina Jonas Karim Laila Marek Nadia Oskar Petra Samuel Tamara".split()
LAST = "Berg Costa Dumont Eriksen Farouk Gomes Hansen Ivanov Jansen Kovac Lindt Moreau Novak Okafor Popescu Rossi Silva Tanaka".split()
CITIES = "Oslo Lima Accra Nairobi Tokyo Madrid Rome Cairo Doha Havana Valletta Warsaw Riga Belgrade Athens Ankara".split()
DEEDS = [
    ("signed a {thing} treaty with {b} in {city}", "The {thing} treaty between {a} and {b} was signed in {city}"),
    ("recalled its ambassador from {b}", "The ambassador of {a} to {b} was recalled"),
    ("imposed sanctions on {b} over the {thing} dispute", "Sanctions on {b} were imposed by {a} over the {thing} dispute"),
    ("opened an embassy in {b}", "An embassy of {a} was opened in {b}"),
    ("rejected the {thing} agreement with {b}", "The {thing} agreement with {b} was rejected by {a}"),
    ("sent aid to {b} after the earthquake near {city}", "Aid from {a} arrived in {b} after the earthquake near {city}"),
]
THINGS = "fishing border trade water mining railway harbour satellite".split()
TALK = [
    "{minister} said that the talks had lasted for three weeks.",
    "President {minister} of {b} will visit {city} in {later}.",
    "Critics in {city} accused {minister} of haste.",
    "Russia welcomed the step, while the United States called for calm.",
]


def events(rng, count):
    """So many events: who, what, to whom, when."""
    for _ in range(count):
        a, b = rng.sample(STATES, 2)
        yield {
            "a": a, "b": b, "city": rng.choice(CITIES), "thing": rng.choice(THINGS), "deed": rng.choice(DEEDS),
            "minister": f"{rng.choice(FIRST)} {rng.choice(LAST)}", "day": date(2015, 1, 1) + timedelta(rng.randrange(3000)),
        }


def story(rng, event, published):
    """One article about an event."""
    deed, passive = event["deed"]
    day = event["day"]
    when = rng.choice([f"on {day:%B} {day.day}", f"on {day:%A}"]) if (published - day).days < 6 else f"on {day:%B} {day.day}"
    lead = f"{event['a']} {deed} {when}." if rng.random() < 0.6 else f"{passive} {when}."
    later = f"{published + timedelta(90):%B}"
    talk = rng.sample(TALK, 3) + ["Norway had said on Monday that it expected no delay."] * (rng.random() < 0.3)
    return " ".join([lead, *talk]).format(**event, later=later)


def articles(count, seed=9):
    """So many articles, in no order of time."""
    rng = random.Random(seed)
    told = []
    for event in events(rng, count // 2 + 1):
        for _ in range(rng.choice([1, 1, 2, 3, 4, 6])):
            published = event["day"] + timedelta(rng.randrange(1, 9))
            told.append({"text": story(rng, event, published), "date": published.isoformat(), "source": rng.choice(CITIES) + " Post"})
    rng.shuffle(told)
    for number, article in enumerate(told[:count]):
        yield {"id": f"a{number:07}", **article}


if __name__ == "__main__":
    for article in articles(int(sys.argv[1])):
        print(json.dumps(article))
