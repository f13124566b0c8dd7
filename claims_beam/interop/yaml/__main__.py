"""``python -m claims_beam.interop.yaml`` prints the path of the listing for Beam YAML."""

from claims_beam.interop.yaml import PROVIDERS

print(PROVIDERS)
