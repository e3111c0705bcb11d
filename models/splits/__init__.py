"""Who gets what of something made together: rounds, answers, signatures, the agreement."""
