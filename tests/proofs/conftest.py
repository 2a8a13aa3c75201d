from tests.proofs.proving import proof

__all__ = ["proof"]
