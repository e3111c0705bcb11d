"""The budget of objects that each caller may ask for, counted in this process."""

from dataclasses import dataclass

from limits import parse

from models.refused import Code, Denied

MOST_CALLERS = 10_000


@dataclass(slots=True)
class Window:
    """The number of objects a caller has asked for since `start`, in seconds of the process's clock."""

    start: float
    spent: int = 0


class Budget:
    """The windows of all callers. A caller may spend the amount of the rate in each window."""

    def __init__(self, rate: str) -> None:
        item = parse(rate)
        self.most = item.amount
        self.seconds = item.get_expiry()
        self.windows: dict[str, Window] = {}

    def spend(self, caller: str, objects: int, now: float) -> None:
        """Charge the caller; refuse with RATE_LIMITED and the seconds to wait when nothing is left."""
        window = self.windows.get(caller)
        if window is None or now - window.start >= self.seconds:
            window = self.windows[caller] = Window(now)
            self.forget_old(now)
        if window.spent >= self.most:
            refuse(int(window.start + self.seconds - now) + 1)
        window.spent += objects

    def forget_old(self, now: float) -> None:
        if len(self.windows) > MOST_CALLERS:
            live = {
                name: window for name, window in self.windows.items() if now - window.start < self.seconds
            }
            self.windows = live


def refuse(seconds: int) -> None:
    sentence = f"You have asked for too many objects; you must wait {seconds} seconds."
    raise Denied(Code.RATE_LIMITED, sentence, retryAfter=seconds)
