"""Splits of a joint work: rounds, answers, signatures and the agreement."""
