"""Clear the caller's settings first, because `app` reads the settings when it is imported."""

from tests.support.environment import ignore_the_callers_settings

ignore_the_callers_settings()
