"""Nicknames, suffixes and particles: what a person's name is made of beside first names and surnames, case-folded.

The tables are written for this project from general knowledge of the names in English-language news.
"""

from collections.abc import Mapping

from claims_beam.lexicon.terms import listed, terms

# Each group has the formal name first and then its short forms.
_NICKNAME_GROUPS = """
    abigail, abby; albert, al, bert; alexander, alex, alec, sasha; alfred, alf, fred; allison, allie; andrew, andy,
    drew; anthony, tony; arthur, art; barbara, barb; benjamin, ben, benny; bernard, bernie; beverly, bev; bradley,
    brad; catherine, cathy, kate, katie; charles, charlie, chuck; christina, christine, chris, tina; christopher,
    chris; clifford, cliff; cynthia, cindy; daniel, dan, danny; david, dave; deborah, debra, debbie, deb; dennis,
    denny; donald, don, donnie; dorothy, dot; douglas, doug; edmund, ed, ned; edward, ed, eddie, ted, ned; edwin, ed;
    eleanor, ellie; elizabeth, liz, beth, betty, betsy, lizzie, eliza; emanuel, manny; eugene, gene; frances, fran;
    francis, frank; franklin, frank; frederick, fred, freddie; gabriel, gabe; geoffrey, geoff, jeff; gerald, gerry,
    jerry; gilbert, gil; gregory, greg; gwendolyn, gwen; harold, hal, harry; henry, hank, harry; herbert, herb; isaac,
    ike; jacob, jake; jacqueline, jackie; james, jim, jimmy, jamie; janet, jan; jeffrey, jeff; jennifer, jen, jenny;
    jeremy, jerry; jerome, jerry; jessica, jess, jessie; john, jack, johnny, jon; jonathan, jon; joseph, joe, joey;
    joshua, josh; judith, judy; julian, jules; katherine, kathryn, kathy, kate, katie; kathleen, kathy; kenneth, ken,
    kenny; kimberly, kim; lawrence, larry; leonard, len, lenny; leonardo, leo; leslie, les; louis, lou, louie;
    madeleine, maddy; margaret, maggie, meg, peggy, marge; martin, marty; matthew, matt; maxwell, max; megan, meg;
    melvin, mel; michael, mike, mick; mitchell, mitch; nancy, nan; nathaniel, nathan, nate, nat; nicholas, nick;
    norman, norm; pamela, pam; patricia, pat, patty, tricia; patrick, pat; peter, pete; philip, phillip, phil;
    raymond, ray; rebecca, becky; reginald, reggie; richard, rich, rick, dick, ricky; robert, bob, rob, bobby, robbie,
    robby, bert; rodney, rod; ronald, ron, ronnie; rudolph, rudy; russell, russ; samantha; samuel, sam; sandra, sandy;
    solomon, sol; stanley, stan; stephanie, steph; stephen, steven, steve; stuart, stewart, stu; susan, sue, susie;
    terence, terry; teresa, terry; theodore, ted, teddy, theo; theresa, terry; thomas, tom, tommy; timothy, tim;
    valerie, val; victor, vic; victoria, vicky; vincent, vince, vinny; virginia, ginny; walter, walt; wendell, wen;
    wesley, wes; william, bill, billy, will, willie; zachary, zach
"""


def _nicknames() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in _NICKNAME_GROUPS.split(";"):
        formal, *short = listed(group)
        for name in short:
            table.setdefault(name, set()).add(formal)
        table.setdefault(formal, set()).add(formal)
    return {name: frozenset(formal) for name, formal in table.items()}


# Each name has the formal names that it may stand for; a formal name is among its own.
NICKNAMES: Mapping[str, frozenset[str]] = _nicknames()

SUFFIXES = terms("""
    esq, ii, iii, iv, jnr, jr, md, phd, snr, sr, v
""")

# Words without a capital inside a name.
AFTER_FAMILY_NAMES = terms("family, families, brothers, sisters, era, years, name, campaign, administration")
"""Words behind a surname that stands for more than one person: the Doe *family*."""

COMMON_PARTICLES = terms("al, bin, de, van, von")

PARTICLES = COMMON_PARTICLES | terms("""
    af, av, da, das, del, della, den, der, di, dos, du, e, el, ibn, la, le, san, st, ten, ter, y, zu
""")
