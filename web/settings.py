"""Reads the environment, and nothing else in `web` does: `ASSISTANT_*` → `Settings`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.home import DEFAULT_HOME
from index.model_files import DEFAULT_MODEL

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
# Hosts that stand for all addresses of this machine, and are no name of it.
ALL_ADDRESSES = ("0.0.0.0", "::")  # noqa: S104


def _listed(value: object) -> object:
    """Several values in one variable: `ASSISTANT_HOSTS=covers.example, club.example`."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _web_address(value: str) -> str:
    if value and urlsplit(value).scheme not in ("http", "https"):
        raise ValueError("give a web address, for example https://covers.example.org")
    return value.rstrip("/")


class Settings(BaseSettings):
    """What an operator decides.

    Attributes:
        home: the data folder: index, conversations.
        public_url: where readers reach this server; links in citations begin with it.
        password: when set, every page asks for it (any user name).
        hosts: names, besides those of this machine and of `public_url`, that may be asked for.
        proxies: addresses of proxies whose word on the client's address is taken; this machine's
            where a public address tells of a proxy, for else any program here could claim one.
        answering: how many questions are answered at once; the work is the processor's.
        waiting: how many more may wait for their turn before 503.
        rate, burst: questions a second, and at once, from one address before 429. A club, or
            a whole island, may sit behind one address, so the default is wide.
        keep_days: how long a conversation is kept after its last question; 0 is for ever.
    """

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True)

    home: Path = DEFAULT_HOME
    model: str = DEFAULT_MODEL
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: Annotated[str, AfterValidator(_web_address)] = ""
    password: SecretStr | None = None
    hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = ()
    proxies: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = ()
    answering: int = 2
    waiting: int = 24
    rate: float = 80.0
    burst: int = 160
    refresh_seconds: float = 10.0
    keep_days: Annotated[int, Field(ge=0)] = 0

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """Every name that a request may be addressed to."""
        public = urlsplit(self.public_url).hostname
        own = () if self.host in ALL_ADDRESSES else (self.host,)
        return (*LOCAL_HOSTS, *own, *((public,) if public else ()), *self.hosts)

    @property
    def trusted_proxies(self) -> tuple[str, ...]:
        """Whose forwarded headers count."""
        return self.proxies or (("127.0.0.1", "::1") if self.public_url else ())

    @property
    def reachable_url(self) -> str:
        """`public_url`, or the address that serves readers on this machine."""
        host = "127.0.0.1" if self.host in ALL_ADDRESSES else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def is_https(self) -> bool:
        """Whether readers come by HTTPS, so that the cookie may insist on it."""
        return self.public_url.startswith("https://")
