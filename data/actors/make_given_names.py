#!/usr/bin/env python3
"""Writes given_names.csv: given names and the gender that they tell, from the PyPI package Faker (MIT) and the lists below.

Columns: name, gender (`male`, `female`; `either` where lists disagree). Only names of four letters and more (three in
English) in Latin script; names that are places, months, titles or common words first of all are left out.

Usage: pip install faker; python3 make_given_names.py > given_names.csv
"""

import collections
import csv
import importlib
import pathlib
import sys

WHOLE = 'en_US en_GB en_IN fr_FR it_IT pl_PL no_NO cs_CZ hu_HU hr_HR fi_FI da_DK pt_BR es_MX nl_NL'.split()
# Long lists, of which only the names are taken that another language has too.
SHARED = 'en_IE de_DE de_AT es_ES pt_PT sv_SE sk_SK ro_RO sl_SI tr_TR id_ID lv_LV et_EE en_KE ha_NG yo_NG ig_NG sw'.split()
# Written by us: languages whose lists are in another script.
MALE = '''Vladimir Sergei Sergey Dmitry Dmitri Mikhail Nikolai Nikolay Alexei Alexey Aleksei Andrei Andrey Ivan Igor Oleg Boris Yuri
Yury Viktor Vitaly Vasily Anatoly Leonid Konstantin Yevgeny Evgeny Gennady Grigory Pavel Pyotr Roman Ruslan Ramzan Stanislav Vyacheslav
Vladislav Yaroslav Volodymyr Oleksandr Petro Serhiy Dmytro Mykola Andriy Oleksiy Yevhen Mykhailo Vasyl Bohdan Taras Denys Mohammed
Mohammad Muhammad Mohamed Mohamad Ahmed Ahmad Mahmoud Mustafa Hassan Hussein Hossein Ali Omar Khaled Khalid Yousef Youssef Yusuf Ibrahim
Ismail Abdullah Abdul Abdel Bashar Hafez Saddam Muammar Hamid Hamad Salman Faisal Fahd Sultan Tariq Nasser Walid Karim Rashid Jamal Kamal
Mehdi Mahdi Reza Javad Hassan Rafik Rafic Saad Fouad Samir Amir Osama Ayman Anwar Hosni Haider Nouri Mansour Marwan Nabil Ziad Jawad
Haruki Hiroshi Kenji Takeshi Shinzo Yoshihide Fumio Junichiro Taro Akira Satoshi Kazuo Hideo Masayoshi Narendra Rahul Rajiv Manmohan
Amit Arvind Nawaz Imran Pervez Asif Hamza Shehbaz Recep Tayyip Ahmet Mehmet Kemal Kofi Kwame Nelson Thabo Jacob Cyril Robert Emmerson
Benjamin Yitzhak Shimon Ehud Avigdor Naftali Yair Moshe Menachem Levi Giorgi Mikheil Nikol Serzh Armen Ilham Heydar Nursultan Ban
Javier Jair Luiz Evo Nicolas Hugo Fidel Raul Gustavo Alvaro Pedro Jose Juan Luis Carlos Jorge Miguel Manuel Fernando Francisco'''.split()
FEMALE = '''Maria Olga Natalia Natalya Natalie Tatiana Tatyana Irina Svetlana Yelena Elena Ekaterina Yekaterina Anastasia Ksenia Ludmila
Lyudmila Galina Marina Larisa Valentina Yulia Yuliya Oksana Olena Iryna Nadezhda Nadiya Fatima Aisha Ayesha Khadija Maryam Mariam Zainab
Zeinab Leila Layla Amina Hanan Noura Nawal Salma Samira Yasmin Asma Rania Benazir Malala Hina Indira Sonia Priyanka Smriti
Nirmala Mamata Aung Yuriko Sanae Naomi Yoko Keiko Akiko Masako Golda Tzipi Miri Ayelet Nino Salome Ellen Joyce Winnie Graca
Dilma Cristina Michelle Angela Ursula Christine Marine Segolene'''.split()
# First of all something else: places, months, seasons, titles, faiths, everyday words; surnames of presidents.
NOT = set('''April May June July August January Summer Autumn Winter Spring Sunday Friday Easter Christmas Will Art Major Judge King Queen
Prince Princess Duke Earl Lord Lady Baron Count Dean Deacon Bishop Pope Royal Young Baby Love Faith Hope Mercy Charity Joy
Glory Liberty Justice Victory Christian Angel Sterling Chance Price Rich Dollar Golden Silver Star Sky Ocean
River Rocky Stone Forest Garden Field Brook Lake Bay Banks Hall House Holland America India Asia Africa Europe China Japan Jordan
Chad Georgia Israel Kenya Cuba Cyprus Malta Paris London Austin Dallas Houston Phoenix Denver Brooklyn Madison Savannah Virginia Carolina
Dakota Montana Sydney Florence Milan Vienna Verona Sofia Geneva Adelaide Victoria Alexandria Santiago San Santa Saint Los Las
Lincoln Washington Jackson Jefferson Kennedy Reagan Clinton Carter Nixon Ford Bush Trump Biden Harrison Tyler Pierce Grant
Hayes Cleveland Wilson Roosevelt Truman Eisenhower Johnson Blair Brown Thatcher Major Chelsea Tottenham Lazio Roma Inter Genoa Bologna
Man Men Van Den Der The New Old North South East West Center General Captain Marshal Sargent Chief Sheriff Chancellor Senator Governor
Mission Trinity Genesis Eden Heaven Nevada Arizona Alaska Kansas Indiana Tennessee Maine Delaware Oklahoma Missouri Memphis Boston Orlando
Raleigh Lexington Salem Troy Berlin Dresden Hamburg Essen Rome Athens Cairo Delhi Lima Quito Bogota Havana Valencia Seville Cordoba
Destiny Diamond Mercedes Porsche Lexus Bentley Royce Dior Armani Tiffany Ferrari Wells Fargo Chase Morgan Goldman Sachs Merrill Lynch
Success Precious Blessing Miracle Promise Patience Prudence Temperance Constance Honor Honour Praise Loyal Noble Legend Maverick Ace Rebel
Marshall Sheridan Hilton Marriott Hunter Fisher Baker Miller Cook Mason Carpenter Porter Archer Skinner Parker Tanner Turner Sawyer Cooper
Page Lane Street Rhodes Land Park Wood Woods Hill Hills Heath Marsh Moss Dale Glen Vale Cliff Crystal Jade Ruby Coral Ivory Ebony Opal
Sandy Stormy Misty Windy Sunny Dusty Rusty Buddy Sonny Junior Senior Guy Buck Butch Bud Bear Fox Wolf Hawk Robin Wren Dove Swan Phoenix
Violet Rose Lily Ivy Holly Myrtle Fern Heather Hazel Olive Ginger Cherry Peaches Clementine Candy Honey Sugar
Melody Harmony Carol Aria Lyric Cadence Sonata Viola Allegra Jazz Bank Rob Gene Max Rex Pat
Sultan Ban Adonis Albino Ante Aryan Aura Bale Beau Bent Brandy Canal Cord Corona Dawn Divan
Dodo Dorian Edit Emir Fancy Feline Floor Flora Florentine Forum Franc Gala Grace Gregorian Grit Gunner Hardy Harm Harsh Immaculate Innocent
Jail Javan Kick Lavender Laze Lean Line Lone Lope Lore Lucky Made Mare Marian Marine Mate Mile Nazi Newton Pastor Peer Penny
Pier Puck Purity Rein Roar Rune Safari Saga Said Sari Server Sever Sherry Shona Sole Stein Tilde Till Tine Tone Tore Tudor Urban
Valentine Veer Wage Warren Yoga Burns Preston Newton Livingstone Bergen Vigo Aden Oran Regina'''.split())


def names(locale, gender):
    module = importlib.import_module(f'faker.providers.person.{locale}')
    found = getattr(module.Provider, f'first_names_{gender}', ())
    return {name for name in found if plain(name)}


def plain(name):
    latin = all(letter.isalpha() and ord(letter) < 0x250 for letter in name)
    return latin and len(name) > 3 and name[0].isupper() and name[1:].islower()


def places(folder):
    found = set()
    for table in ('states', 'regions'):
        with open(folder / f'{table}.csv', encoding='utf-8') as lines:
            found.update(name for row in csv.reader(lines) for cell in row for name in cell.split('|'))
    return found


def main():
    male, female = set(MALE), set(FEMALE)
    for gender, found in (('male', male), ('female', female)):
        for locale in WHOLE:
            found |= names(locale, gender)
        lists = collections.Counter(name for locale in WHOLE + SHARED for name in names(locale, gender))
        found |= {name for name, languages in lists.items() if languages > 1}
    for short in ('Tim', 'Tom', 'Bob', 'Joe', 'Jim', 'Ron', 'Don', 'Ben', 'Sam', 'Dan', 'Ian', 'Ken', 'Ted', 'Leo', 'Jon', 'Jan', 'Kim', 'Lee'):
        male.add(short)
    for short in ('Amy', 'Ann', 'Eva', 'Sue', 'Kim', 'Lee', 'Zoe', 'Mia', 'Liz', 'Meg', 'Jan'):
        female.add(short)
    left_out = NOT | places(pathlib.Path(__file__).parent)
    out = csv.writer(sys.stdout, lineterminator='\n')
    out.writerow(['name', 'gender'])
    for name in sorted((male | female) - left_out):
        gender = 'either' if name in male and name in female else 'male' if name in male else 'female'
        out.writerow([name, gender])


if __name__ == '__main__':
    main()
