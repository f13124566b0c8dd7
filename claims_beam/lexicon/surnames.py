"""Surnames from many countries, which articles are given in training so that the tagger learns no names."""

from claims_beam.lexicon.terms import listed

SURNAMES = listed("""
    Abara, Abdullah, Adeyemi, Aguilar, Ahmed, Akande, Al-Sayed, Almeida, Andersson, Aoki, Arslan, Baker, Banerjee,
    Barzani, Bauer, Becker, Bello, Berg, Bianchi, Blanc, Boateng, Bondarenko, Boyd, Brandt, Brennan, Castellano,
    Chan, Chandra, Chavez, Chen, Choi, Christensen, Cohen, Costa, Craig, Cruz, Dahl, Daly, Das, Delgado, Demir,
    Diallo, Diaz, Dlamini, Doyle, Dubois, Duarte, Dvorak, Eze, Falk, Farah, Fernandes, Ferrari, Fischer, Fontaine,
    Fraser, Fujita, Gallagher, Ganesan, Garcia, Georgiou, Ghosh, Gomes, Gupta, Haddad, Hagen, Halvorsen, Hamid,
    Hansen, Haruna, Hassan, Hernandez, Hofmann, Horvat, Hussein, Ibrahim, Ivanov, Iyer, Jansen, Jha, Joshi, Kamara,
    Kang, Kapoor, Karlsson, Kaya, Keita, Khan, Kim, Kimura, Kowalski, Kruger, Kumar, Lacroix, Laurent, Le, Lehmann,
    Li, Lindqvist, Lopez, Lund, MacLeod, Mahlangu, Malik, Mancini, Marino, Martins, Mbeki, McKenna, Mehta, Mendes,
    Mishra, Mokoena, Mori, Moreau, Moyo, Mueller, Murphy, Mwangi, Nair, Nakamura, Navarro, Ndlovu, Nguyen, Nielsen,
    Novak, Nwosu, O'Hara, Obi, Okafor, Olsen, Onyango, Ortiz, Osei, Ozturk, Pace, Papadakis, Park, Patel, Pereira,
    Petrov, Pham, Popescu, Qureshi, Rahman, Rao, Reyes, Ricci, Rojas, Rossi, Roux, Ruiz, Saito, Salazar, Santos,
    Sato, Schmidt, Sharma, Shevchenko, Silva, Singh, Sokolov, Sorensen, Soto, Suarez, Suzuki, Svensson, Tadesse,
    Takahashi, Tan, Tanaka, Teixeira, Thapa, Torres, Tran, Traore, Tshabalala, Varga, Vargas, Vasquez, Vega,
    Virtanen, Vogel, Volkov, Wagner, Walsh, Wang, Weber, Wong, Wu, Yamamoto, Yang, Yilmaz, Yusuf, Zhang, Zhou,
    Zimmermann, Zulu
""")
"""In a fixed order: one is drawn by its place."""
