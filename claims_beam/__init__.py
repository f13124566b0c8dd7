"""Who said what: attributed claims out of news articles, as Apache Beam transforms and as plain functions.

Everything public is a flat name of this package (listed in ``__init__.pyi``), loaded when first used: importing the
package imports neither Beam nor spaCy. Each transform has a function twin that does the same to one element:

    ReadArticles    read_articles       files -> Article
    ReadAllArticles read_articles       paths -> Articles of their files
    ParseArticles   parse_article       payload -> Article
    DistinctArticles distinct_articles  Articles -> those that have not come before
    SplitSentences  split_sentences     Article -> Document with sentences
    ExtractQuotes   extract_quotes      Document -> Document with quotes and mentions
    ResolveSpeakers resolve_speakers    Document -> Document with speakers
    FindStatements  find_statements     Document -> Document with statements in the article's own voice
    SelectQuotes    select_quotes       Document -> Document with those quotes that are wanted
    FindPredicates  find_predicates     Document -> Document with predicates
    BuildClaims     build_claims        Document -> Claims
    ScoreClaims     score_claim         Claim -> Claim with its check-worthiness
    ExtractClaims   extract_claims      Article -> Claims: the steps above
    GroupQuotations group_quotations    Claims -> Quotations: who said what first, and who repeated it
    CheckQuotations check_quotations    Claim -> where what it quotes stands in sources, and what was changed
    EachSentence    each_sentence       Document -> SentenceRecords
    WriteRecords    write_records       records -> Parquet
    ReadRecords     read_records        the Parquet that WriteRecords wrote -> its records
    WriteManifest   write_manifest      what WriteRecords wrote -> _SUCCESS, which verify_output checks
    AsRows          as_row              record -> Beam row
    AsRecords       as_record           Beam row -> record
"""

import os
import sys
from importlib.metadata import version

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
__version__ = version("claims-beam")

# Unless this variable is set, onnxruntime writes an identifier into the user's home folder and reports to its maker
# over the network. It reads the variable when it is imported, and no module of this package imports it before here.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

if "IPython" in sys.modules:
    from claims_beam.report.notebook import register

    register()
