"""The public names and the modules they live in: what ``__init__.py`` loads lazily, and what type checkers see."""

from .articles.columns import Columns as Columns
from .articles.distinct import distinct_articles as distinct_articles
from .articles.errors import ArticleError as ArticleError, DetectorError as DetectorError, PassedOver as PassedOver
from .articles.parse import parse_article as parse_article
from .attribution.checking import TaggerError as TaggerError
from .attribution.extracting import extract_quotes as extract_quotes
from .attribution.loading import load as load
from .attribution.protocol import Tagger as Tagger
from .attribution.selection import select_quotes as select_quotes
from .checkworthy import score_claim as score_claim
from .claims.build import build_claims as build_claims
from .claims.flat import flatten_claim as flatten_claim
from .claims.statements import find_statements as find_statements
from .corpus import (
    Sources as Sources,
    check_quotations as check_quotations,
    group_quotations as group_quotations,
    locate_quotation as locate_quotation,
    locate_quotation_everywhere as locate_quotation_everywhere,
)
from .encoder.model import ModelError as ModelError
from .extraction import extract_claims as extract_claims
from .interop.rows import AsRecords as AsRecords, AsRows as AsRows, as_record as as_record, as_row as as_row
from .interop.run_inference import (
    LabelledSpan as LabelledSpan,
    SetFailuresAside as SetFailuresAside,
    SpacyModelHandler as SpacyModelHandler,
    TextSpans as TextSpans,
)
from .parsing import find_predicates as find_predicates, load_parser as load_parser
from .parsing.models import ModelNotFoundError as ModelNotFoundError
from .records import (
    Addressee as Addressee,
    Article as Article,
    Attribution as Attribution,
    Change as Change,
    Claim as Claim,
    Cue as Cue,
    Document as Document,
    Failure as Failure,
    FlatClaim as FlatClaim,
    Location as Location,
    Mention as Mention,
    Occurrence as Occurrence,
    Quotation as Quotation,
    QuotationCheck as QuotationCheck,
    SentenceRecord as SentenceRecord,
    Span as Span,
    Speaker as Speaker,
    Variant as Variant,
)
from .report import render_report as render_report
from .schema.columns import SCHEMA_VERSION as SCHEMA_VERSION, schema_of as schema_of
from .schema.exports import (
    avro_schema as avro_schema,
    bigquery_schema as bigquery_schema,
    json_schema as json_schema,
)
from .schema.rows import SchemaError as SchemaError, from_row as from_row, to_row as to_row
from .speakers.people_file import PeopleError as PeopleError
from .speakers.resolve import (
    KnownPeople as KnownPeople,
    KnownPerson as KnownPerson,
    resolve_speakers as resolve_speakers,
)
from .storage.files import OutputExistsError as OutputExistsError
from .storage.lock import LockedError as LockedError
from .storage.manifest import ManifestError as ManifestError, WrittenFile as WrittenFile
from .storage.manifest_files import write_manifest as write_manifest
from .storage.people import read_people as read_people
from .storage.plain import OddFileError as OddFileError
from .storage.record_files import write_records as write_records
from .storage.row_file import OutputError as OutputError
from .storage.s3_client import share_s3_client as share_s3_client
from .storage.tables import TableError as TableError, read_records as read_records
from .storage.verify import Problem as Problem, verify_output as verify_output
from .testing import MarkupError as MarkupError
from .text.sentences import each_sentence as each_sentence, split_sentences as split_sentences
from .transforms.annotating import (
    ExtractQuotes as ExtractQuotes,
    FindPredicates as FindPredicates,
    FindStatements as FindStatements,
    ResolveSpeakers as ResolveSpeakers,
    SelectQuotes as SelectQuotes,
    SplitSentences as SplitSentences,
)
from .transforms.checking import CheckQuotations as CheckQuotations
from .transforms.claiming import (
    BuildClaims as BuildClaims,
    EachSentence as EachSentence,
    ExtractClaims as ExtractClaims,
    ScoreClaims as ScoreClaims,
)
from .transforms.duplicates import DistinctArticles as DistinctArticles
from .transforms.manifests import WriteManifest as WriteManifest
from .transforms.quotations import GroupQuotations as GroupQuotations
from .transforms.reading import (
    ParseArticles as ParseArticles,
    ReadAllArticles as ReadAllArticles,
    ReadArticles as ReadArticles,
    read_articles as read_articles,
)
from .transforms.steps.failures import StageError as StageError
from .transforms.steps.handling import ErrorHandler as ErrorHandler, FailureRateError as FailureRateError
from .transforms.tables import ReadRecords as ReadRecords
from .transforms.writing import WriteRecords as WriteRecords

__version__: str
