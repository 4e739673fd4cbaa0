"""The claims as configured: what every command that needs them opens."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import now
from bot.config import Config
from claims_db.interchange import packs
from claims_db.service import Service, open_service

log = logging.getLogger(__name__)


@asynccontextmanager
async def open_claims(config: Config) -> AsyncGenerator[Service]:
    """Open the database and load every configured pack that is new; one that has changed waits for a human."""
    chosen = [await asyncio.to_thread(packs.find, reference) for reference in config.packs]
    async with open_service(
        Path(config.database),
        config.passive.policy,
        config.articles.rules,
        vouched=frozenset(config.passive.channels),
        periods=config.privacy.periods,
    ) as service:
        for pack in chosen:
            if not await service.loading.is_loaded(pack):
                await service.loading.load(pack, actor="onrecord", at=now())
            elif changes := await service.loading.compare(pack):
                log.warning(
                    "pack %s has %d changes; to see and apply them: onrecord import %s",
                    pack.name,
                    len(changes),
                    pack.name,
                )
        yield service
