"""Stands before everything that is imported from here: `app` reads the settings as it is imported."""

from tests.support.environment import ignore_the_callers_settings

ignore_the_callers_settings()
