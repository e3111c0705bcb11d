"""The known devices of a user."""

from collections.abc import Sequence
from uuid import UUID

from models.clock import now
from models.people.device import Device
from models.people.viewer import Viewer
from subscriptions.work import unit_of_work

MOST = 100


async def devices(viewer: Viewer) -> Sequence[Device]:
    return await Device.filter(user_id=viewer.id, expires_at__gt=now()).order_by("-created_at").limit(MOST)


async def revoke_device(viewer: Viewer, device_id: UUID) -> bool:
    async def revoke() -> bool:
        await (await Device.of(viewer, device_id)).delete()
        return True

    return await unit_of_work(revoke)
