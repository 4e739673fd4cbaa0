"""Transport compression of the gateway: one stream for a connection's whole life, flushed after each message."""

import importlib
import zlib
from collections.abc import Callable
from typing import Any

Squeeze = Callable[[bytes], bytes]


def squeezer(wanted: str | None) -> Squeeze | None:
    """A compressor for one connection, or None when the messages travel as plain text.

    Asking for zstd where no zstd module can be imported gives None: clients take text frames as well.
    """
    if wanted == "zlib-stream":
        return zlib_stream()
    if wanted == "zstd-stream":
        return zstd_stream()
    return None


def zlib_stream() -> Squeeze:
    """Each message ends with the four bytes 00 00 ff ff of a sync flush."""
    stream = zlib.compressobj()
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def zstd_stream() -> Squeeze | None:
    """One frame that never ends; each message closes a block."""
    for name in ("compression.zstd", "zstandard"):
        try:
            module: Any = importlib.import_module(name)
        except ImportError:
            continue
        return flushing(module)
    return None


def flushing(module: Any) -> Squeeze:
    """A compressor of the standard library's module (3.14) or of the zstandard package."""
    if hasattr(module, "ZstdCompressor") and hasattr(module.ZstdCompressor, "FLUSH_BLOCK"):
        standard = module.ZstdCompressor()
        return lambda data: standard.compress(data, mode=module.ZstdCompressor.FLUSH_BLOCK)
    stream = module.ZstdCompressor().compressobj()
    return lambda data: stream.compress(data) + stream.flush(module.COMPRESSOBJ_FLUSH_BLOCK)
