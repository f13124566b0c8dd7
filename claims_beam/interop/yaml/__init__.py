"""The transforms for Beam YAML and for other languages: rows in, rows out, plain options.

``providers.yaml`` lists them for Beam YAML; ``python -m claims_beam.interop.yaml`` prints where it is. Other languages
name them through Beam's Python expansion service, ``claims_beam.interop.yaml.ExtractClaims`` for one.
"""

from pathlib import Path

from claims_beam.interop.yaml.transforms import (
    ExtractClaims as ExtractClaims,
    GroupQuotations as GroupQuotations,
    ReadArticles as ReadArticles,
    SplitSentences as SplitSentences,
    WriteRecords as WriteRecords,
)

PROVIDERS = Path(__file__).with_name("providers.yaml")
"""The listing for ``providers: - include:`` in a Beam YAML file."""
