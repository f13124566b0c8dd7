"""``python -m claims_beam.yaml`` prints the path of the listing for Beam YAML."""

from claims_beam.yaml import PROVIDERS

print(PROVIDERS)
