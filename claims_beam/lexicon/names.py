"""First names with their gender, nicknames, suffixes, particles: what a person's name is made of, case-folded.

Written for this project from general knowledge of the names in English-language news.
"""

from collections.abc import Mapping

from claims_beam.lexicon.terms import listed, terms
from claims_beam.records import Gender

_FEMALE = terms("""
    abby, abigail, ada, adaeze, adele, adriana, agnes, agnieszka, aicha, ailsa, aisha, akiko, alana, alejandra,
    alessandra, alexa, alexandra, alexandria, alice, alicia, alina, alisa, alison, allie, allison, alma, alyssa,
    amanda, amara, amber, amelia, amina, aminata, amira, amy, ana, anastasia, andrea, angela, angelica, angelina,
    angie, anita, anja, anjali, ann, anna, annabel, annalena, anne, annette, annie, anya, april, araceli, ariana,
    arianna, ashley, astrid, athena, audrey, aung-san, aurora, ava, ayanna, ayesha, aylin, ayse, barb, barbara,
    barbora, beata, beatrice, beatrix, beatriz, becky, begoña, belinda, bella, benazir, bernadette, bernice, beth,
    bethany, betsy, betty, bev, beverly, bianca, birgit, blanca, bonnie, brandi, brenda, briana, brianna, bridget,
    brigitte, britney, brittany, brooke, caitlin, camila, camille, candace, candice, cara, carina, carissa, carla,
    carly, carmen, carol, carole, carolina, caroline, carolyn, carrie, cassandra, catalina, catherine, cathy, cecile,
    cecilia, celeste, celia, chantal, charlene, charlotte, chelsea, cheryl, chiamaka, chiara, chloe, christa,
    christie, christina, christine, chrystia, cindy, claire, clara, clarissa, claudia, clementine, colette, colleen,
    conceição, condoleezza, connie, constance, cora, corinne, courtney, cristina, crystal, cynthia, daisy, dalia,
    daniela, danielle, danuta, daphne, dawn, deb, debbie, deborah, debra, dee, deepa, deirdre, delia, delphine,
    denise, diana, diane, dianne, dilma, dina, divya, dolores, donna, dora, doreen, doris, dorothy, ebony, edith,
    eileen, elaine, eleanor, elena, elif, elisa, elisabeth, elise, eliza, elizabeth, ella, ellen, ellie, elodie, elsa,
    elsie, emilia, emily, emine, emma, erica, erika, erin, esmeralda, esperanza, estelle, esther, ethel, eugenia,
    eun-ji, eva, evelyn, ewa, fabienne, faith, fannie, farah, fatemeh, fatima, fatma, fatou, fatoumata, federica,
    felicia, fernanda, fiona, flora, florence, fran, frances, francesca, francine, freya, frida, fumiko, gabriela,
    gabriella, gabrielle, gail, gemma, genevieve, georgia, georgina, geraldine, gertrude, gillian, gina, ginevra,
    giorgia, giovanna, gisele, giulia, gladys, gleisi, glenda, gloria, grace, graciela, grazyna, graça, greta,
    gretchen, guadalupe, gunilla, gwen, gwendolyn, hala, haley, hanan, hanna, hannah, harriet, haruka, hatice, hazel,
    heather, heidi, helen, helena, helene, helga, henrietta, hilary, hilda, hillary, holly, hope, houda, hua, huma,
    huong, hyun-ji, ida, ilana, ilaria, imani, imelda, indira, ines, inger, ingrid, inés, irene, irina, iris, irma,
    isabel, isabella, isabelle, isla, itziar, ivana, ivanka, ivy, iwona, jacqueline, jada, jadwiga, jamila, jamileh,
    jana, janaína, jandira, jane, janelle, janet, janice, janine, jasmine, jaya, jean, jeanette, jeanine, jeanne, jen,
    jenna, jennie, jennifer, jenny, jess, jessica, jill, joan, joann, joanna, joanne, jocelyn, jodi, jodie, joelle,
    johanna, jolene, josefina, josephine, josie, joy, joyce, juanita, judith, judy, julia, juliana, juliane, julie,
    juliet, juliette, june, kamala, kara, karen, kari, karin, karina, karla, katarzyna, kate, katelyn, katharine,
    katherine, kathleen, kathryn, kathy, katie, katrina, kavita, kay, kayla, keiko, keisha, kellie, kellyanne, kelsey,
    kendra, kenya, kerri, khadija, khadijah, kiara, kiera, kimberly, kirsi, kirsten, kirstin, krista, kristen, kristi,
    kristin, kristina, kristine, krystal, krystyna, kyra, laetitia, laila, lakshmi, lan, lana, lara, larissa, lata,
    latoya, laura, laurel, lauren, laurie, layla, lea, leah, leela, leila, lena, leona, leonor, leticia, lila, lilian,
    liliana, lillian, lily, lina, linda, lindiwe, lindsay, linh, lisa, lise, liv, liz, liza, lizzie, lois, lola,
    lorena, loretta, lori, lorraine, louise, lourdes, luana, lubna, lucia, lucille, lucinda, lucrezia, lucy, lucía,
    ludmila, luisa, lupe, lydia, lynda, lynne, lyudmila, mabel, mackenzie, maddy, madeleine, madeline, madison, mae,
    magda, magdalena, maggie, maha, mahsa, maia, malala, malgorzata, malia, mandy, manuela, mara, marcela, marcia,
    maren, margaret, margarita, margot, maria, mariah, mariam, mariama, mariana, mariangela, marianne, maribel, marie,
    marie-claude, mariel, marija, marilyn, marina, marine, marisa, marisol, marissa, marjorie, marla, marlene, marta,
    martha, martina, mary, maryam, maría, mathilde, matilda, maude, maura, maureen, mavis, maxine, maya, mayumi,
    mckenzie, meena, meg, megan, meghan, megyn, mei, meiling, melania, melanie, melinda, melissa, melody, meral,
    mercedes, meredith, mette, mia, michaela, michele, michelle, michiko, mildred, milena, millicent, mimi, min-ji,
    mina, mindy, minyon, miranda, miriam, moira, molly, mona, monica, monique, muriel, myra, myrna, mónica, nabila,
    nadia, nadine, nan, nancy, naoko, naomi, natalia, natalie, natasha, nathalie, nawal, neha, nell, nellie, ngozi,
    nicole, nikki, nina, nirmala, njeri, nkosazana, nneka, noelle, noemi, nomvula, nora, noreen, norma, noura, nuria,
    octavia, odette, oksana, olena, olga, olive, olivia, opal, ophelia, oumou, padma, paige, paloma, pam, pamela,
    paola, patrice, patricia, patsy, patti, patty, paula, paulette, paulina, pauline, pearl, peggy, penelope, penny,
    petra, phoebe, phyllis, pilar, pippa, polly, pooja, portia, pratibha, priscilla, priya, priyanka, queenie,
    rachael, rachel, raffaella, ragnhild, raisa, ramona, rania, raquel, reba, rebecca, rebekah, reem, regina, reina,
    rekha, rena, renata, renee, rhea, rhonda, rima, rita, roberta, rochelle, romina, rosa, rosalie, rosalind, rosanna,
    rosario, rose, roseanne, rosella, rosemarie, rosemary, rosie, roslyn, rowena, roxanne, ruby, ruth, sabina, sabine,
    sabrina, sadie, sakura, sally, salma, samantha, samar, samira, sandra, sangeeta, sanna, sara, sarah, saundra,
    savannah, scarlett, segolene, selena, selma, serena, shanice, sharon, sheila, shelley, shelly, sherri, sherrie,
    sherry, sheryl, shirin, shirley, shonda, shreya, sienna, sierra, sigrid, silje, silvana, silvia, simone, siobhan,
    snezana, sofia, sofía, solange, soledad, solveig, sonali, sonia, sonja, sonya, soo-jin, sophia, sophie, soraya,
    stacey, stella, steph, stephanie, sue, sunita, susan, susana, susanna, susanne, sushma, susie, suzanne, svetlana,
    sybil, sylvia, sylvie, tabitha, tamar, tamara, tameka, tamika, tamila, tammy, tania, tanya, tara, tatiana, teresa,
    tereza, teri, terri, tess, tessa, thandiwe, thelma, theresa, thuy, tiffany, tina, toni, tonya, tracey, traci,
    tracie, tricia, trina, trisha, trudy, tulsi, tuula, tyra, ulla, ulyana, uma, una, ursel, ursula, valentina,
    valentyna, valeria, valerie, vanessa, vera, verna, veronica, veronique, verónica, vicki, vickie, vicky, victoria,
    viola, violet, virginia, vivian, viviane, wanda, wanjiru, wendy, whitney, wilhelmina, willa, wilma, winifred,
    winona, xiaoling, ximena, xiomara, xóchitl, yasmin, yasmine, yelena, yesenia, ying, yoko, yolanda, yousra, yuki,
    yulia, yumi, yvette, yvonne, zahra, zainab, zara, zeinab, zeynep, zoe, zoey, zuzana
""")

_MALE = terms("""
    aaron, abbas, abdoulaye, abdul, abdullah, abe, abel, abraham, abu, adam, adel, adnan, adolf, adrian, adrián,
    ahmad, ahmed, ahmet, aidan, ajay, akbar, akio, akira, al, alan, alastair, albert, alberto, alec, alejandro,
    aleksandr, alessandro, alessio, alex, alexander, alexandre, alexei, alexey, alf, alfonso, alfred, alfredo, ali,
    alistair, allan, allen, alonzo, alton, alvaro, alvin, amadou, amar, amir, amit, amos, anatoly, anders, andre,
    andreas, andrei, andrej, andres, andrew, andrey, andrzej, andrés, andy, angelo, angus, anil, anthony, antoine,
    anton, antonin, antonio, antony, anwar, archibald, archie, ari, armando, arnaud, arnold, arseniy, art, arthur,
    arturo, arun, arvind, ash, asher, ashok, ashraf, ashton, august, augustus, austin, axel, aécio, babak, bambang,
    ban, barack, barney, barry, bart, bashar, basil, beau, ben, benedict, benito, benjamin, bennett, benny, benoît,
    beppe, bernard, bernardo, bernhard, bernie, bert, bertrand, bill, billy, binali, björn, bo, bob, bobby, bogdan,
    boris, boyko, brad, bradford, bradley, brandon, brendan, brent, bret, brett, brian, bruce, bruno, bryan, bryant,
    bryce, budi, burak, burt, byron, caleb, calvin, cameron, carl, carl-gustav, carlo, carlos, carlton, carson,
    carter, cary, cecil, cedric, cesar, chad, chaim, charles, charley, charlie, chase, cheikh, chester, chinedu, chip,
    chris, christian, christoph, christophe, christopher, chuck, clarence, clark, claude, clay, clayton, clement,
    cliff, clifford, clifton, clint, clinton, clive, clyde, cody, colin, connor, conor, conrad, cooper, corey, cornel,
    cornelius, cory, craig, curt, curtis, cyril, cyrus, césar, dale, dallas, damian, damien, damon, dan, daniel,
    danny, dante, dario, darius, darrell, darren, darryl, daryl, dave, david, davide, dean, deepak, demetrius, denis,
    dennis, denny, denzel, derek, derrick, desmond, devin, dewey, dexter, dick, didier, diego, dieter, dimitri, dirk,
    dmitri, dmitry, dominic, don, donald, donnie, donny, dorian, doug, douglas, dragan, drew, duane, dudley, duncan,
    dustin, dwayne, dwight, dylan, earl, ed, eddie, edgar, edmond, edmund, edouard, eduardo, edward, edwin, efraim,
    egon, ehud, eli, elias, elijah, elio, elliot, elliott, ellis, elmer, elon, elton, elvis, emanuel, emeka, emil,
    emile, emilio, emmanuel, emmett, emre, enrico, enrique, enzo, erdogan, eric, erich, erick, erik, ernest, ernesto,
    ernie, ernst, errol, ervin, erwin, esteban, ethan, etienne, eugene, evan, evo, ezekiel, ezra, fabian, fabio,
    faisal, farid, farouk, federico, felipe, felix, ferdinand, fernando, fidel, filippo, finn, floyd, francesco,
    francis, francisco, franco, francois, frank, frankie, franklin, franz, françois, fred, freddie, frederic,
    frederick, fredrik, friedrich, fritz, fumio, gabe, gabriel, garrett, garry, garth, gary, gaurav, gavin, gaël,
    geir, gene, geoff, geoffrey, george, georges, gerald, gerard, gerardo, gerhard, gerry, giancarlo, gianluca,
    gianni, gideon, gil, gilbert, gilberto, giovanni, girish, giuseppe, glen, glenn, godfrey, gonzalo, goodluck,
    goran, gordon, graeme, graham, grant, greg, gregg, gregor, gregorio, gregory, griffin, guido, guillaume,
    guillermo, gunther, gus, gustav, gustavo, guy, gérard, haider, hakim, hal, hamid, hamza, hank, hans, harish,
    harold, harrison, harry, haruki, harvey, hasan, hassan, hector, heinrich, helmut, henri, henrik, henry, herb,
    herbert, herman, hernan, hideo, hiroki, hiroshi, homer, horace, horst, hosni, howard, hubert, hugh, hugo,
    humberto, hunter, hussein, håkan, ian, ibrahim, idris, ignacio, igor, ike, ilan, ilya, imran, ira, irving, irwin,
    isaac, isaiah, ishmael, ismail, israel, ivan, ivo, ivor, iñigo, jabari, jack, jackson, jacob, jacques, jae-in,
    jair, jake, jakob, jalal, jalen, jamal, james, jared, jaroslaw, jarrett, jason, jasper, javad, javier, jay,
    jean-claude, jean-luc, jean-marie, jean-pierre, jean-yves, jeb, jed, jeff, jefferson, jeffery, jeffrey, jens,
    jerald, jeremiah, jeremy, jermaine, jerome, jerry, jerzy, jesper, jesse, jesus, jesús, jim, jimmy, jin-soo,
    jinping, jintao, joachim, joao, joaquin, joaquín, joe, joel, joey, johan, johann, johannes, john, johnnie, johnny,
    joko, jon, jonah, jonas, jonathan, jong-un, jordan, jordi, jorge, jose, josef, joseph, josh, joshua, josiah, josé,
    joão, juan, jude, juergen, jules, julian, julien, julio, julius, jun, junichiro, junior, jurgen, jussi, justin,
    kagame, kamal, karan, karim, karl, kazimierz, kazuo, keith, kemal, ken, kendrick, kenji, kenneth, kenny, kent,
    kenzo, keqiang, keron, kevin, khalid, khalil, ki-moon, kiefer, kieran, kirk, kjell, klaus, kofi, kojo, konstantin,
    kristian, kumar, kurt, kwame, kwasi, kyle, lalit, lamar, lance, landon, larry, lars, lasse, laurence, laurent,
    lawrence, lech, leif, leland, len, lenny, leo, leon, leonard, leonardo, leonid, leopold, leroy, les, lester, lev,
    levi, lewis, liam, linus, lionel, lloyd, logan, lonnie, lorenzo, lou, louie, louis, luc, luca, lucas, luigi, luis,
    luiz, lukas, lukasz, luke, luther, lyle, lyndon, maceo, magnus, mahathir, mahmoud, mahmud, malcolm, malik,
    mamadou, manfred, manmohan, manny, manuel, mao, marc, marcel, marcelo, marco, marcos, marcus, marek, mario, mark,
    marko, marlon, marquis, marshall, martin, marty, martín, marvin, masahiro, mason, masoud, massimo, mateo, mateusz,
    mathieu, matt, matteo, matthew, matthias, maurice, mauricio, max, maxim, maximilian, maxwell, mehdi, mehmet, mel,
    melvin, merrick, mesut, michael, mick, miguel, mikael, mike, mikhail, mikko, milan, miles, milo, miloš, milton,
    ming, minh, miroslav, mitch, mitchell, mitt, moe, mohamed, mohammad, mohammed, mohsen, moises, moon-jae, morris,
    mort, morten, morton, moses, moshe, mostafa, moussa, muhammad, muhammadu, mukesh, murat, murray, mustafa, myron,
    naftali, najib, narendra, nasser, nat, nate, nathan, nathaniel, neal, ned, neil, nelson, nenad, newt, nguyen,
    niall, nicholas, nick, nicolas, nicolás, niels, nigel, nikita, nikolai, nikolaus, nitin, noah, noam, noel, nolan,
    norbert, norm, norman, nouri, obinna, octavio, ola, olaf, ole, oleg, oleksandr, oliver, olivier, ollie, olusegun,
    omar, orlando, orrin, orville, osama, oscar, osvaldo, otis, otto, otávio, ousmane, owen, pablo, paolo, pascal,
    pat, patrick, paul, paulo, pavel, pedro, perry, pervez, petar, pete, peter, petr, petro, petteri, phil, philip,
    philippe, phillip, pierre, pietro, piotr, placido, prakash, pranab, preston, prince, qasem, quentin, quincy,
    radoslaw, rafael, rafiq, rahm, rahul, raila, raj, rajesh, rajiv, rajnath, ralph, ram, ramesh, ramiro, ramon,
    ramón, rand, randal, randall, randolph, randy, raoul, raphaël, rashad, rashid, raul, ravi, ray, raymond, raúl,
    recep, reggie, reginald, reid, reince, reinhard, rex, reynaldo, reza, ricardo, riccardo, rich, richard, rick,
    ricky, rob, robbie, robby, robert, roberto, rocco, rod, roderick, rodney, rodolfo, rodrigo, roger, roland, rolf,
    roman, romeo, ron, ronald, ronnie, rory, ross, roy, ruben, rubén, rudolf, rudolph, rudy, rufus, rupert, rush,
    russ, russell, rusty, ryan, rémi, saad, sachin, saddam, saeed, sal, salman, salvador, salvatore, sam, sami, samir,
    samuel, sandeep, sanjay, santiago, satoshi, saul, sauli, scott, sean, sebastian, sebastián, selim, sepp, serge,
    sergei, sergey, sergio, serhiy, seth, seymour, shane, shashi, shaun, shawn, sheldon, sherman, shigeru, shimon,
    shinzo, sigmund, silas, silvio, simon, sipho, slobodan, sol, solomon, spencer, stan, stanley, stefan, stefano,
    stephane, stephen, sterling, steve, steven, stewart, stig, stu, stuart, sunil, suresh, sven, sylvester, tad,
    takeshi, tapio, tariq, taro, tayfun, tayyip, ted, teddy, terence, terrance, terrence, thabo, thad, thaddeus,
    thanh, theo, theodore, thibault, thierry, thomas, thorsten, tim, timothy, tito, tobias, toby, todd, tom, tomas,
    tomasz, tommaso, tommy, tomás, tony, torbjorn, toshiro, travis, trent, trevor, trey, tristan, troy, truman, tuan,
    tucker, ty, tyler, tyrone, uhuru, ulrich, umar, umberto, uri, vaclav, valentin, van, vance, vann, vernon, vic,
    vicente, victor, vijay, vikram, viktor, vince, vincent, vincenzo, vinod, virgil, vitaly, vito, vladimir,
    volodymyr, vyacheslav, víctor, wade, wallace, walt, walter, warren, waseem, wayne, wei, wen, wendell, werner, wes,
    wesley, wilbur, wilfred, wilhelm, will, willard, william, willie, willis, wilson, winston, wojciech, wolfgang,
    woodrow, xavier, xi, yahya, yair, yannick, yasser, yasuo, yaw, yevgeny, yitzhak, yogi, yoshihide, yuri, yusuf,
    yves, zach, zachary, zack, zbigniew, zeke, zeljko, zoltan, zygmunt, álvaro, íñigo, óscar
""")

# Names borne by either sex: they say nothing about gender.
_EITHER = terms("""
    alexis, angel, ariel, avery, casey, dana, devon, dominique, emerson, finley, harper, hayden, jackie, jaime, jamie,
    jan, jessie, jo, kelly, kendall, kerry, kim, lee, leslie, lindsey, loren, lynn, marion, michel, morgan, nicola,
    paris, parker, peyton, quinn, reese, rene, riley, robin, rowan, sam, sandy, sasha, shannon, shelby, sidney,
    skyler, stacy, sydney, taylor, terry, tracy, valery
""")

# First name -> its gender, None where it is borne by either.
FIRST_NAMES: Mapping[str, Gender | None] = {
    **dict.fromkeys(_FEMALE, "f"),
    **dict.fromkeys(_MALE, "m"),
    **dict.fromkeys(_EITHER, None),
}

# The formal name first, then its short forms.
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


# Name -> the formal names it may stand for, itself among them if it is one.
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
