"""Files on any Beam file system: staging, commit, manifest, lock, verification."""
