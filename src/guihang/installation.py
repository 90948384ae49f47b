"""One installation: its folder, its settings file, its keys. No Django here."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

HOME_VARIABLE = "GUIHANG_HOME"
DATABASE_VARIABLE = "GUIHANG_DATABASE"
POSITIONS_VARIABLE = "GUIHANG_POSITIONS"
TODAY_VARIABLE = "GUIHANG_TODAY"
MQTT_VARIABLE, STREAM_VARIABLE = "GUIHANG_MQTT", "GUIHANG_STREAM"
PORTS = {"jt808": 7611, "gt06": 5023, "watch": 5093, "phones": 5055}
"""Where devices are received unless the operator says otherwise; 0 is nowhere."""
KEYRING = Path("keys") / "keyring.json"
COUNTS = "gateway.json"
"""What came through the gateway, written every minute for `guihang gateway status`."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One line an operator may write into settings.toml."""

    name: str
    default: str
    says: str


SETTINGS = (
    Setting(
        "database", "SQLite in the folder", "`sqlite:///PATH` or `postgresql://USER@HOST/NAME`"
    ),
    Setting(
        "positions",
        "SQLite in the folder",
        "The database of positions; on PostgreSQL `postgresql://USER@HOST/NAME_positions`",
    ),
    Setting(
        "origin", "http://localhost:8000", "The address people type; passkeys and QR codes need it"
    ),
    Setting("hosts", '["localhost", "127.0.0.1"]', "Names and addresses the server answers to"),
    Setting("second_factor", "true", "Approvers need a one-time code or a passkey"),
    Setting("points", "true", "Daily assessment counts points by the local scheme (计分考核)"),
    Setting(
        "demo", "false", "A demo or training installation: said on every page, people fictional"
    ),
    Setting(
        "gateway",
        "{jt808 = 7611, gt06 = 5023, watch = 5093, phones = 5055}",
        "Ports on which devices are received; 0 closes one",
    ),
    Setting(
        "mqtt",
        "none",
        "A broker of OwnTracks, `mqtt://USER:PASSWORD@HOST:1883` or `mqtts://…`; it must let each "
        "device publish under its own topic only",
    ),
    Setting(
        "stream",
        "none",
        "`nats://HOST:4222`: positions go through JetStream to `guihang tracker`",
    ),
    Setting("strict_checksum", "false", "Refuse frames of devices with a wrong checksum or length"),
    Setting("today", "none", "The fixed day of a demo; refused elsewhere"),
)


@dataclass(frozen=True, slots=True)
class Installation:
    """Where an installation keeps what it has, and what its operator chose."""

    home: Path
    database: str
    positions: str
    demo: bool
    today: date | None
    hosts: tuple[str, ...]
    origin: str
    second_factor: bool
    points: bool = True
    gateway: Mapping[str, int] = field(default_factory=lambda: dict(PORTS))
    mqtt: str = ""
    stream: str = ""
    strict_checksum: bool = False

    @property
    def receives(self) -> bool:
        """Whether there is anything to receive from."""
        return bool(self.mqtt) or any(self.gateway.values())

    @property
    def keyring(self) -> Path:
        """The keys, outside the database."""
        return self.home / KEYRING

    @property
    def files(self) -> Path:
        """Sealed attachments and rendered papers."""
        return self.home / "files"


def default_home() -> Path:
    """Return the folder named by GUIHANG_HOME, or the user's own."""
    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else Path.home() / ".local" / "share" / "guihang"


def demo_home() -> Path:
    """Return where the demo lives: in this checkout, or in the user's own folder."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").exists():
        return checkout / ".guihang" / "demo"
    return Path.home() / ".local" / "share" / "guihang-demo"


def existing_home() -> Path:
    """Return the installation that is there: the named or default one, else the demo."""
    home = default_home()
    if HOME_VARIABLE in os.environ or (home / KEYRING).exists():
        return home
    return demo_home() if (demo_home() / KEYRING).exists() else home


def read(home: Path | None = None) -> Installation:
    """Read the installation at a folder; what its settings.toml leaves out has a default."""
    home = (home or default_home()).resolve()
    chosen = _chosen(home / "settings.toml")
    demo = bool(chosen.get("demo", False))
    return Installation(
        home=home,
        database=os.environ.get(DATABASE_VARIABLE)
        or str(chosen.get("database", f"sqlite:///{home / 'guihang.db'}")),
        positions=os.environ.get(POSITIONS_VARIABLE)
        or str(chosen.get("positions", f"sqlite:///{home / 'positions.db'}")),
        demo=demo,
        today=_fixed_day(demo, chosen),
        hosts=tuple(str(host) for host in chosen.get("hosts", ("localhost", "127.0.0.1"))),
        origin=str(chosen.get("origin", "http://localhost:8000")),
        second_factor=bool(chosen.get("second_factor", not demo)),
        points=bool(chosen.get("points", True)),
        gateway=_ports(chosen.get("gateway", {})),
        mqtt=os.environ.get(MQTT_VARIABLE) or str(chosen.get("mqtt", "")),
        stream=os.environ.get(STREAM_VARIABLE) or str(chosen.get("stream", "")),
        strict_checksum=bool(chosen.get("strict_checksum", False)),
    )


def _chosen(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    chosen = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := set(chosen) - {setting.name for setting in SETTINGS}:
        raise SystemExit(f"{path} has settings nobody knows: {', '.join(sorted(unknown))}.")
    return chosen


def _ports(chosen: object) -> dict[str, int]:
    if not isinstance(chosen, dict) or set(chosen) - set(PORTS):
        raise SystemExit(f"The setting `gateway` gives ports of {', '.join(PORTS)}, and no others.")
    return PORTS | {str(name): int(port) for name, port in chosen.items()}


def _fixed_day(demo: bool, chosen: dict[str, object]) -> date | None:
    named = os.environ.get(TODAY_VARIABLE) or chosen.get("today")
    if not named:
        return None
    if not demo:
        raise SystemExit("A fixed day (--today) is for the demo and for tests only.")
    return date.fromisoformat(str(named))
