"""Wrong requests, and the code and sentence of their refusals."""

import json
from typing import Any

import httpx

from models.refused import Code
from tests.support.actors import Cast

MODERN = {"accept": "application/graphql-response+json"}
EVERY_CODE = {code.value for code in Code} - {"INTERNAL", "UNAVAILABLE"}
BAD = "BAD_INPUT"


def post(cast: Cast, query: str, person: str = "builder", **variables: Any) -> httpx.Response:
    body = json.dumps({"query": query, "variables": variables})
    headers = MODERN | {"content-type": "application/json"}
    client = getattr(cast, person).client
    response: httpx.Response = client.http.post("/graphql", content=body, headers=headers)
    return response


def refusal(response: httpx.Response) -> tuple[str, str]:
    """Return the code and the sentence of a refusal, which must not show internals."""
    answer = response.json()
    assert response.status_code in (200, 400), answer
    for inside in ("Traceback", "Error(", "tortoise", "asyncpg", "sqlite", ".py"):
        assert inside not in response.text
    if errors := answer.get("errors"):
        assert {error["extensions"]["code"] for error in errors} == {errors[0]["extensions"]["code"]}
        assert not any((answer.get("data") or {}).values())
        code_and_sentence = errors[0]["extensions"]["code"], errors[0]["message"]
    else:
        (refused_result,) = answer["data"].values()
        code_and_sentence = refused_result["code"], refused_result["message"]
    assert code_and_sentence[0] in EVERY_CODE
    return code_and_sentence
