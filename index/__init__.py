"""Passages, their words and vectors, and the generation on disk that holds them."""

import os

# OpenMP's threads spin by default while they wait for each other. Beside a single busy neighbour
# one of them waits for its core and the others burn theirs meanwhile, which makes an answer take
# several times as long; asleep they cost next to nothing. OpenMP reads this when torch or faiss is
# loaded, and all that load either import this package first. The operator's own setting stands.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
