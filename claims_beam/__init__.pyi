"""The public names and the modules they live in: what ``__init__.py`` loads lazily, and what type checkers see."""

from .articles import (
    ArticleError as ArticleError,
    Columns as Columns,
    parse_article as parse_article,
)
from .checkworthy import score_claim as score_claim
from .claims import build_claims as build_claims
from .extraction import (
    each_sentence as each_sentence,
    extract_claims as extract_claims,
    extract_quotes as extract_quotes,
    find_predicates as find_predicates,
)
from .manifest import WrittenFile as WrittenFile
from .nlp import load as load, load_parser as load_parser
from .nlp.sentences import split_sentences as split_sentences
from .nlp.tagger import Tagger as Tagger
from .people import PeopleError as PeopleError, read_people as read_people
from .records import (
    Addressee as Addressee,
    Article as Article,
    Claim as Claim,
    Cue as Cue,
    Document as Document,
    Failure as Failure,
    Mention as Mention,
    Quote as Quote,
    SentenceRecord as SentenceRecord,
    Span as Span,
    Speaker as Speaker,
)
from .schema import (
    SCHEMA_VERSION as SCHEMA_VERSION,
    schema_of as schema_of,
)
from .speakers import KnownPeople as KnownPeople, KnownPerson as KnownPerson, resolve_speakers as resolve_speakers
from .statements import find_statements as find_statements
from .transforms.annotating import (
    ExtractQuotes as ExtractQuotes,
    FindPredicates as FindPredicates,
    FindStatements as FindStatements,
    ResolveSpeakers as ResolveSpeakers,
    SplitSentences as SplitSentences,
)
from .transforms.claiming import (
    BuildClaims as BuildClaims,
    EachSentence as EachSentence,
    ExtractClaims as ExtractClaims,
    ScoreClaims as ScoreClaims,
)
from .transforms.duplicates import DistinctArticles as DistinctArticles, distinct_articles as distinct_articles
from .transforms.inference import (
    LabelledSpan as LabelledSpan,
    SetFailuresAside as SetFailuresAside,
    SpacyModelHandler as SpacyModelHandler,
    TextSpans as TextSpans,
)
from .transforms.manifests import (
    WriteManifest as WriteManifest,
    write_manifest as write_manifest,
)
from .transforms.reading import (
    ParseArticles as ParseArticles,
    ReadArticles as ReadArticles,
    read_articles as read_articles,
)
from .transforms.rows import (
    AsRecords as AsRecords,
    AsRows as AsRows,
    as_record as as_record,
    as_row as as_row,
)
from .transforms.writing import (
    WriteRecords as WriteRecords,
    write_records as write_records,
)
from .verify import Problem as Problem, verify_output as verify_output
from .viewer import render_report as render_report

__version__: str
