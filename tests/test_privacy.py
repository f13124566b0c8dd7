"""What the package does not do behind a user's back."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from support.paths import PACKAGE

# The library reports for the first time some ten seconds after it is loaded.
LOAD_AND_WAIT = """
import time
from pathlib import Path
from claims_beam.encoder.windows import load_reader
load_reader(Path(MODEL))
time.sleep(13)
"""


@pytest.mark.slow
@pytest.mark.process
def test_loading_the_model_reports_to_nobody(tmp_path: Path) -> None:
    """A proxy of the test's own would see a connection, and refuses it."""
    model = PACKAGE / "encoder" / "models" / "minilm-news" / "encoder.onnx"
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        unset = ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "no_proxy", "NO_PROXY", "CI")
        kept = {name: value for name, value in os.environ.items() if name not in unset}
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy"), address)
        environment = {**kept, **proxies, "HOME": str(tmp_path)}
        subprocess.run([sys.executable, "-c", f"MODEL = {str(model)!r}\n{LOAD_AND_WAIT}"], env=environment, check=True)
        proxy.setblocking(False)
        with pytest.raises(BlockingIOError):
            proxy.accept()
    assert list(tmp_path.rglob("*")) == []
