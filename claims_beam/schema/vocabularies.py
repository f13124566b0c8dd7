"""The closed vocabularies of the tables: every value that a column may hold, and what the value means.

Readers filter and count by these values, so a new value is an addition to the schema. Tests hold each vocabulary to
the code that gives its values: the types of ``claims_beam.records``, the lexicon and the steps' tables.
"""

from collections.abc import Mapping
from types import MappingProxyType

Vocabulary = Mapping[str, str]

KINDS: Vocabulary = MappingProxyType({
    "direct": "in quotation marks, word for word",
    "indirect": "paraphrased",
    "mixed": "paraphrased, with quoted parts",
    "statement": "asserted in the article's own voice",
})  # fmt: skip

CUE_CLASSES: Vocabulary = MappingProxyType({
    "say": "said, told, added, according to, a colon",
    "claim": "alleged, argued, insisted, admitted, confirmed",
    "deny": "denied, rejected, declined to say, brushed aside, walked back",
    "ask": "asked whether, questioned, wondered",
    "announce": "announced, ruled, disclosed, unveiled",
    "write": "wrote, tweeted, published",
    "think": "believes, doubts, considered, is confident",
    "know": "knows, realized, noticed, is aware",
    "feel": "likes, resents, fumed at, is angry",
    "seem": "seems, appeared to, looked",
    "expect": "expects, predicted, is expected to",
    "want": "wants, urged, called for, plans to",
    "promise": "promised, vowed, threatened",
    "show": "shows, indicates, proved",
    "criticise": "criticised, slammed, took issue with",
    "support": "endorsed, praised, backed, embraced",
    "name": "called it, described as, is known as",
    "act": "nominated, signed, sued, banned: an act that is done with words",
})  # fmt: skip

_ENTITY_KINDS = {
    "PERSON": "a person",
    "ORG": "an organization",
    "GPE": "a place with a government: a city, a state, a country",
    "GROUP": "several people, or a people or party: *officials*, *Democrats*",
}
ENTITY_LABELS: Vocabulary = MappingProxyType(_ENTITY_KINDS)

SPEAKER_KINDS: Vocabulary = MappingProxyType({
    **_ENTITY_KINDS,
    "UNNAMED": "one person whom the article does not name, or nobody",
})  # fmt: skip

MENTION_FORMS: Vocabulary = MappingProxyType({
    "name": "a name, with or without a title: *Ada Moreno*, *Mayor Moreno*",
    "nominal": "a description: *the minister*, *two officials*",
    "pronoun": "a pronoun: *she*, *who*",
})  # fmt: skip

RESOLUTIONS: Vocabulary = MappingProxyType({
    "exact": "the source is the fullest name in the article",
    "surname": "the source is a shorter form of one person's name",
    "namesake": "the source is a name that several people in the article share; the more salient one is taken",
    "acronym": "the source is a short form of an organization's name",
    "joint": "the source names several speakers",
    "transcript-label": "the source is a name and a colon at the start of a line",
    "handle": "the source is a handle, such as *@AdaMoreno*",
    "neighbour": "the source is only a verb, and the name beside it is taken",
    "pronoun-subject": "a pronoun that means the last speaker",
    "pronoun-salient": "a pronoun that means the most salient entity that fits",
    "pronoun-forward": "a pronoun that means the next person named, since nobody was named before",
    "pronoun-joint": "a pronoun that means the last speakers together: *each*",
    "relative": "*who* or *which* behind the name",
    "first-person": "*I* or *we* inside a quotation, which means its speaker",
    "role": "a description of somebody who is said to hold that role",
    "apposition": "a description that stands in apposition to the name",
    "nominal-salient": "a description that means the most salient person that fits",
    "body": "an organization's part or kind: *Moreno's campaign*, *the court*",
    "body-salient": "a general noun that means the most salient organization: *the agency*",
    "document": "a document that speaks for its owner: *his website*, *the study*",
    "pair": "a plural that means the two people whom the article is about: *both candidates*",
    "floating": "a quotation without a source that goes on with the speaker before it",
    "ambiguous": "the source is a name that may mean several entities; nobody is named",
    "unnamed": "the source refers to nobody whom the article names",
    "none": "the article gives no source",
})  # fmt: skip

MODALITIES: Vocabulary = MappingProxyType({
    "asserted": "presented as a fact",
    "probable": "presented as likely: *probably*, *is likely to*, *must have*",
    "possible": "left open: *may*, *can*, *wants to*, *does not have to*",
    "necessary": "presented as needed or right: *must*, *should*, *has to*",
    "conditional": "presented under a condition: *would*, *if*, *whether*",
    "counterfactual": "presented as not having happened: *would have*, *should have*",
    "future": "presented as coming: *will*, *is going to*, *is expected to*",
})  # fmt: skip

TENSES: Vocabulary = MappingProxyType({
    "past": "past, and the perfect",
    "present": "present",
    "future": "future: *will*, *is going to*",
})  # fmt: skip

COMPARATORS: Vocabulary = MappingProxyType({
    "more than": "*more than*, *over*, *above*",
    "at least": "*at least*, *no fewer than*, *or more*, and the lower end of a range",
    "less than": "*less than*, *fewer than*, *under*",
    "at most": "*at most*, *up to*, *no more than*, and the upper end of a range",
    "about": "*about*, *around*, *nearly*, *some*",
})  # fmt: skip

CHANGES: Vocabulary = MappingProxyType({
    "changed": "the quotation has other words in their place",
    "left out": "the quotation lacks them",
    "added": "the quotation has words that the source lacks",
})  # fmt: skip
