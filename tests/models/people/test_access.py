"""The log of a denied access: the viewer, the row and the rule."""

from uuid import UUID, uuid4

import pytest
from tortoise.context import TortoiseContext

from models.offers.offer import Offer
from models.offers.reading import offer_shown_to
from models.people.project import Project
from models.people.session import viewer_of
from models.people.user import User
from models.people.viewer import Role, Viewer
from models.refused import Code, Denied
from tests.support.log_capture import CapturedLog, capture_log
from tests.support.quote_rows import make_quote
from tests.support.rows import NOON

pytestmark = pytest.mark.anyio


async def create_user(name: str, role: Role) -> Viewer:
    email = f"{uuid4()}@example.com"
    return viewer_of(await User.create(name=name, role=role, email=email, phone="+919812345678"))


def events(log: CapturedLog) -> list[str]:
    return [line for line in log.lines() if "access denied" in line]


def assert_denial(log: CapturedLog, code: Code, viewer: Viewer, row: str, rule: str) -> None:
    """One line, at debug, with no word that a person has written."""
    (line,) = events(log)
    assert "debug" in line
    for part in (code.value, str(viewer.id), row, rule):
        assert part in line
    for secret in ("Kitchen", "Riverside", "Asha", "Ben", "example.com", "5678"):
        assert secret not in line


async def test_a_denial_to_see_an_offer_names_viewer_offer_and_rule(db: TortoiseContext) -> None:
    author, other = await create_user("Asha", Role.BUILDER), await create_user("Ben", Role.AGENT)
    offer = await make_quote(author)
    with capture_log() as log, pytest.raises(Denied) as denied:
        await offer_shown_to(other, offer.id, NOON)
    assert denied.value.code is Code.FORBIDDEN
    assert_denial(log, Code.FORBIDDEN, other, f"offer {offer.id}", "Offer.visible_to")


async def test_a_denial_to_change_an_offer_names_another_rule(db: TortoiseContext) -> None:
    author, other = await create_user("Asha", Role.BUILDER), await create_user("Ben", Role.AGENT)
    offer = await make_quote(author)
    with capture_log() as log, pytest.raises(Denied):
        await Offer.author_view(other, offer.id)
    assert_denial(log, Code.FORBIDDEN, other, f"offer {offer.id}", "Offer.editable_by")


@pytest.mark.parametrize("exists", [True, False])
async def test_a_denial_of_a_project_says_whether_there_is_one(db: TortoiseContext, exists: bool) -> None:
    builder, other = await create_user("Asha", Role.BUILDER), await create_user("Ben", Role.BUILDER)
    project = await Project.create(name="Riverside", builder_id=builder.id)
    project_id: UUID = project.id if exists else uuid4()
    code = Code.FORBIDDEN if exists else Code.NOT_FOUND
    with capture_log() as log, pytest.raises(Denied) as denied:
        await Project.shown_to(other, project_id, "projectId")
    assert (denied.value.code, denied.value.field) == (code, "projectId")
    assert_denial(log, code, other, f"project {project_id}", "Project.visible_to")


async def test_an_allowed_access_is_not_logged(db: TortoiseContext) -> None:
    builder = await create_user("Asha", Role.BUILDER)
    project = await Project.create(name="Riverside", builder_id=builder.id)
    with capture_log() as log:
        await Project.shown_to(builder, project.id)
    assert events(log) == []
