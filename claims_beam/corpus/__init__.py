"""The quotations in many articles: who repeated them, and where a quotation comes from."""

from claims_beam.corpus.checking import Sources, check_quotations
from claims_beam.corpus.grouping import group_quotations
from claims_beam.corpus.locating import locate_quotation, locate_quotation_everywhere

__all__ = ["Sources", "check_quotations", "group_quotations", "locate_quotation", "locate_quotation_everywhere"]
