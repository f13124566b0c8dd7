"""Organizations, places and groups: words that show them, and words that show nothing. Entries are case-folded."""

from collections.abc import Mapping

from claims_beam.lexicon.terms import listed, terms

ORG_HEADS = terms("""
    academy, administration, agency, airline, airlines, airport, airways, alliance, analytics, army, assembly,
    associates, association, atlantic, authority, bank, battalion, beacon, beast, bloc, blog, board, brewers, brewery,
    brigade, broadcasting, brotherhood, bulletin, bureau, cabinet, campaign, caucus, center, centre, chamber,
    chronicle, church, club, coalition, college, command, commission, committee, communications, company,
    confederation, conference, congress, consortium, convention, cooperative, corp, corporation, corps, council,
    court, courts, daily, department, digest, directorate, dispatch, division, economist, embassy, enterprises,
    entertainment, equities, examiner, exchange, federation, financial, firm, force, forces, forum, foundation, front,
    fund, gazette, globe, government, group, guard, guardian, guild, herald, holdings, hospital, hospitals, inc,
    independent, industries, initiative, inquirer, institute, institution, insurance, journal, judiciary, knesset,
    lab, laboratories, laboratory, league, legal, legislature, library, llc, llp, ltd, magazine, mail, media,
    ministry, mission, mosque, motors, movement, museum, navy, network, networks, news, newspaper, nonprofit,
    observer, office, ombudsman, organisation, organization, pac, panel, parliament, partners, partnership, party,
    patrol, pharma, pharmaceuticals, police, politburo, politico, post, press, productions, program, programme,
    project, quarterly, radio, railway, regiment, register, research, reserve, resources, review, school, schools,
    secretariat, securities, senate, service, services, society, solutions, squad, station, studios, summit, survey,
    synagogue, systems, taskforce, team, teamsters, technologies, technology, telegraph, television, times, treasury,
    tribunal, tribune, trust, tv, union, unit, university, watch, weekly, works, workshop
""")

# The names of these organizations and outlets have no head word that shows what they are.
ORGS = terms("""
    abc, aclu, afl-cio, afp, al qaeda, al-qaeda, amazon, amnesty, amnesty international, ap, apple, associated press,
    axios, bbc, black lives matter, bloomberg, boeing, breitbart, bundestag, buzzfeed, c-span, capitol, cbs, cia, cnn,
    congress, daily beast, daily caller, dnc, downing street, drudge report, duma, elysee, epa, eu, european union,
    exxon, facebook, fbi, fed, fitch, fox, fox news, gallup, goldman sachs, google, gop, greenpeace, hamas, heritage,
    hezbollah, house, huffington post, huffpost, human rights watch, imf, instagram, interpol, irs, isil, isis,
    islamic state, justice, knesset, kremlin, microsoft, moody's, msnbc, naacp, national review, nato, nbc, new
    republic, new yorker, newsweek, npr, nra, nsa, opec, oxfam, pbs, pentagon, pew, planned parenthood, politico,
    politifact, quinnipiac, reuters, rnc, salon, senate, slate, supreme court, taliban, the hill, time, treasury,
    twitter, u.n., uber, un, united nations, upi, usa today, vatican, vice, vox, walmart, weekly standard, white
    house, wikileaks, yahoo, yahoo news, youtube
""")

PLACES = terms("""
    abu dhabi, addis ababa, afghanistan, africa, alabama, alaska, albania, alberta, albuquerque, aleppo, algeria,
    algiers, america, amman, amsterdam, anchorage, angola, ankara, argentina, arizona, arkansas, armenia, asia,
    athens, atlanta, auckland, austin, australia, austria, azerbaijan, baghdad, bahrain, baltimore, bangkok,
    bangladesh, barcelona, baton rouge, beijing, beirut, belarus, belfast, belgium, benin, berlin, birmingham, bogota,
    bolivia, bosnia, boston, botswana, brasilia, brazil, brisbane, britain, british columbia, bronx, brooklyn,
    brussels, bucharest, budapest, buenos aires, buffalo, bulgaria, burkina faso, burma, burundi, cairo, calgary,
    california, cambodia, cameroon, canada, canberra, cape town, capitol hill, caracas, cardiff, casablanca, chad,
    charleston, chicago, chile, china, cincinnati, cleveland, colombia, colorado, columbus, concord, congo,
    connecticut, copenhagen, costa rica, crimea, croatia, cuba, cyprus, czech republic, d.c., dallas, damascus,
    delaware, delhi, denmark, denver, des moines, detroit, dhaka, doha, dominican republic, dubai, dublin, east,
    ecuador, edinburgh, egypt, el paso, el salvador, england, eritrea, estonia, ethiopia, europe, fiji, finland,
    florida, fort worth, france, frankfurt, gabon, gambia, gaza, geneva, georgia, germany, ghana, glasgow, greece,
    guatemala, guinea, guyana, haiti, hamburg, hanoi, harlem, hartford, havana, hawaii, helsinki, hofstra, hollywood,
    honduras, hong kong, honolulu, houston, hungary, iceland, idaho, illinois, india, indiana, indianapolis,
    indonesia, iowa, iran, iraq, ireland, islamabad, israel, istanbul, italy, ivory coast, jacksonville, jakarta,
    jamaica, japan, jerusalem, johannesburg, kabul, kansas, kansas city, karachi, kazakhstan, kentucky, kenya,
    khartoum, kiev, kosovo, kuwait, kyiv, kyrgyzstan, lagos, lahore, laos, las vegas, latvia, lebanon, liberia, libya,
    lima, lithuania, little rock, liverpool, london, long beach, long island, los angeles, louisiana, louisville,
    luxembourg, macedonia, madagascar, madrid, maine, malawi, malaysia, mali, malta, manchester, manhattan, manila,
    maryland, massachusetts, mauritania, melbourne, memphis, mexico, mexico city, miami, michigan, middle east,
    midwest, milan, milwaukee, minneapolis, minnesota, mississippi, missouri, moldova, mongolia, montana, montenegro,
    montreal, morocco, moscow, mozambique, mumbai, munich, myanmar, nairobi, namibia, naples, nashville, nebraska,
    nepal, netherlands, nevada, new delhi, new hampshire, new jersey, new mexico, new orleans, new south wales, new
    york, new york city, new zealand, newark, nicaragua, niger, nigeria, north, north carolina, north dakota, north
    korea, northeast, northwest, norway, oakland, ohio, oklahoma, omaha, oman, ontario, oregon, orlando, osaka, oslo,
    ottawa, pakistan, palestine, panama, paraguay, paris, pennsylvania, peru, philadelphia, philippines, phoenix,
    pittsburgh, poland, portland, portugal, prague, pretoria, providence, puerto rico, pyongyang, qatar, quebec,
    queens, queensland, quito, rhode island, rio de janeiro, riyadh, romania, rome, russia, rwanda, sacramento, salt
    lake city, san antonio, san diego, san francisco, san jose, santa fe, santa monica, santiago, sao paulo, saudi
    arabia, scotland, seattle, senegal, seoul, serbia, shanghai, sierra leone, silicon valley, singapore, slovakia,
    slovenia, somalia, south, south africa, south carolina, south dakota, south korea, south sudan, southeast,
    southwest, soviet union, spain, sri lanka, st. louis, st. paul, staten, staten island, stockholm, sudan, sweden,
    switzerland, sydney, syria, taipei, taiwan, tajikistan, tampa, tanzania, tehran, tel aviv, tennessee, texas,
    thailand, the hague, tibet, togo, tokyo, toronto, trinidad, tripoli, tucson, tulsa, tunis, tunisia, turkey,
    turkmenistan, u.k., u.s., u.s.a., uae, uganda, uk, ukraine, united arab emirates, united kingdom, united states,
    uruguay, us, usa, utah, uzbekistan, vancouver, venezuela, vermont, vienna, vietnam, virginia, virginia beach,
    wales, wall street, warsaw, washington, washington d.c., wellington, west, west bank, west virginia, wichita,
    wisconsin, wyoming, yemen, zambia, zimbabwe, zurich
""")

# News writes these plural groups with a capital. Other groups end as demonyms do.
GROUPS = terms("""
    afghans, african-americans, africans, americans, arabs, asians, bangladeshis, blacks, boomers, britons, brits,
    buddhists, catholics, christians, communists, conservatives, croats, czechs, danes, democrats, dems, europeans,
    evangelicals, filipinos, finns, germans, greeks, greens, hindus, hispanics, hoosiers, independents, iraqis,
    israelis, jews, kurds, labourites, latinos, liberals, libertarians, marines, millennials, mormons, muslims,
    native-americans, nebraskans, new-yorkers, northerners, pakistanis, palestinians, poles, progressives,
    protestants, republicans, saudis, scots, serbs, shiites, sikhs, slovaks, socialists, southerners, sunnis, swedes,
    teamsters, texans, thais, tories, turks, westerners, whigs, whites, yankees, yazidis, yemenis
""")

PARTIES: Mapping[str, tuple[str, ...]] = {
    "r-": listed("republican, gop"),
    "d-": listed("democratic, democrat"),
    "i-": listed("independent"),
}
"""What stands before the state of a member of Congress, R-Ohio, to the words for the party."""

PARTY_ADJECTIVES = terms("democratic, republican, gop, independent")

GROUP_ENDINGS = listed("ians, icans, ists, ites")

DEMONYMS = terms("""
    afghan, african, african-american, american, arab, asian, australian, austrian, belgian, brazilian, british,
    californian, canadian, catholic, chinese, christian, colombian, conservative, cuban, czech, danish, democrat,
    democratic, dutch, eastern, egyptian, english, european, filipino, finnish, floridian, french, german, gop, greek,
    hawaiian, hispanic, hungarian, indian, iranian, iraqi, irish, islamic, israeli, italian, japanese, jewish, korean,
    kurdish, latino, lebanese, liberal, libertarian, mexican, muslim, native, northern, norwegian, ohioan, pakistani,
    palestinian, polish, protestant, republican, republicans, russian, saudi, scottish, shiite, southern, soviet,
    spanish, sunni, swedish, swiss, syrian, texan, thai, turkish, u.k., u.n., u.s., uk, ukrainian, us, venezuelan,
    vietnamese, welsh, western
""")

# Capitalized names with these head words speak for nobody.
THINGS = terms("""
    act, agreement, amendment, avenue, award, awards, bay, bill, bills, bridge, clause, code, constitution, county,
    cup, day, deal, debate, decision, declaration, doctrine, drive, election, era, festival, forest, freeway, garden,
    gardens, hall, highway, hill, hills, island, islands, lake, law, laws, mountain, mountains, night, oscars, park,
    pass, peace, plan, plaza, prize, protocol, resolution, rights, river, road, rule, rules, sea, season, square,
    stadium, strategy, tour, tower, treaty, valley, war, week, world
""")
