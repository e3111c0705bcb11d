"""The suite reads no setting of the caller: no variable of the shell and no `.env` file changes a test."""

import os

from settings import Settings

# What the libraries read for themselves.
FOREIGN = {
    "all_proxy",
    "forwarded_allow_ips",
    "http_proxy",
    "https_proxy",
    "web_concurrency",
}


def ignore_the_callers_settings() -> None:
    """Remove the settings here and in every process that a test starts."""
    Settings.model_config["env_file"] = None
    for name in list(os.environ):
        if _is_a_setting(name.lower()):
            del os.environ[name]


def _is_a_setting(name: str) -> bool:
    return name in Settings.model_fields or name in FOREIGN or name.startswith("uvicorn_")
