"""The commands that an operator or cron runs: `python -m jobs COMMAND`."""

import argparse
import asyncio
import sys

from jobs.asking import NoAnswerError
from jobs.commands import COMMANDS, Arguments
from logs import set_up_logs
from models.people.passwords import set_memory
from models.refused import Refused
from models.storage.database import database
from models.storage.migration import CannotStart, refuse_when_behind
from settings import Settings, SettingsError, load_settings
from subscriptions.live import Live, current


def parse_arguments(program: str) -> Arguments:
    serve = "`proffer serve` migrates the database and serves."
    parser = argparse.ArgumentParser(prog=program, description=__doc__, epilog=serve)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        subparser = commands.add_parser(name, help=command.sentence)
        if command.arguments:
            command.arguments(subparser)
    return parser.parse_args()


async def run(settings: Settings, arguments: Arguments) -> int:
    command = COMMANDS[arguments.command]
    if not command.on_database:
        return await command.run(settings, arguments)
    set_memory(settings.password_memory)
    await refuse_when_behind(settings.database_url)
    async with database(settings.database_url), Live(settings.broadcast_url) as live:
        current.set(live)
        return await command.run(settings, arguments)


def main(program: str = "python -m jobs") -> int:
    arguments = parse_arguments(program)
    try:
        settings = load_settings()
        # Messages go to the log when no provider is configured, so the log must show them.
        level = settings.log_level if arguments.command == "messages" else "warning"
        set_up_logs(settings.log_format, level)
        return asyncio.run(run(settings, arguments))
    except (SettingsError, CannotStart, NoAnswerError) as error:
        print(error, file=sys.stderr)
    except Refused as refused:
        print(refused.sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
