"""``python -m claims_beam``: the command line."""

import sys

from claims_beam.cli.main import main

sys.exit(main())
