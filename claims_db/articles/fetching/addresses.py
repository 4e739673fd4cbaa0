"""Which addresses are public. Pure: it is told an address and looks nothing up.

An address is refused unless it is known to be public: the special-purpose blocks of the IANA registries are listed
here rather than asked of `ipaddress`, whose answers differ between versions of Python. Of IPv6 only global unicast
passes, and the NAT64 prefix when the IPv4 address inside it is public; every other form that carries an IPv4 address
(mapped, compatible, translated, 6to4, Teredo, ISATAP) is refused whole, since no server of articles lives there.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address

_PRIVATE = "an address of a private network"
_LOOPBACK = "an address of this machine itself"
_LINK_LOCAL = "a link-local address, where clouds keep their metadata"
_METADATA = "an address where a cloud keeps its metadata"
_SHARED = "an address inside a provider's network"
_MULTICAST = "a multicast address"
_RESERVED = "a reserved address"
_DISGUISED = "an IPv4 address in the disguise of an IPv6 one"

_NOT_PUBLIC = tuple(
    (ip_network(block), reason)
    for block, reason in (
        ("0.0.0.0/8", _LOOPBACK),
        ("10.0.0.0/8", _PRIVATE),
        ("100.64.0.0/10", _SHARED),
        ("127.0.0.0/8", _LOOPBACK),
        ("168.63.129.16/32", _METADATA),  # Azure's, though the block is public
        ("169.254.0.0/16", _LINK_LOCAL),
        ("172.16.0.0/12", _PRIVATE),
        ("192.0.0.0/24", _RESERVED),
        ("192.0.2.0/24", _RESERVED),
        ("192.31.196.0/24", _RESERVED),
        ("192.52.193.0/24", _RESERVED),
        ("192.88.99.0/24", _RESERVED),
        ("192.168.0.0/16", _PRIVATE),
        ("192.175.48.0/24", _RESERVED),
        ("198.18.0.0/15", _RESERVED),
        ("198.51.100.0/24", _RESERVED),
        ("203.0.113.0/24", _RESERVED),
        ("224.0.0.0/4", _MULTICAST),
        ("240.0.0.0/4", _RESERVED),
        ("::/128", _LOOPBACK),
        ("::1/128", _LOOPBACK),
        ("::/96", _DISGUISED),
        ("::ffff:0:0/96", _DISGUISED),
        ("::ffff:0:0:0/96", _DISGUISED),
        ("64:ff9b:1::/48", _PRIVATE),
        ("2001::/32", _DISGUISED),
        ("2001::/23", _RESERVED),
        ("2001:db8::/32", _RESERVED),
        ("2002::/16", _DISGUISED),
        ("2620:4f:8000::/48", _RESERVED),
        ("3fff::/20", _RESERVED),
        ("fc00::/7", _PRIVATE),
        ("fe80::/10", _LINK_LOCAL),
        ("fec0::/10", _PRIVATE),
        ("ff00::/8", _MULTICAST),
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


def objection(address: Address) -> str | None:
    """What speaks against connecting there, as a phrase ("a multicast address"); None for a public address."""
    for block, reason in _NOT_PUBLIC:
        if address in block:
            return reason
    return _objection_to_v6(address) if isinstance(address, IPv6Address) else None


def _objection_to_v6(address: IPv6Address) -> str | None:
    if address.scope_id is not None:
        return _LINK_LOCAL
    if address in _NAT64:
        return objection(IPv4Address(int(address) & 0xFFFF_FFFF))
    if address not in _GLOBAL_UNICAST:
        return _RESERVED
    return _DISGUISED if (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP else None


def objection_to(written: str, exempt: frozenset[str] = frozenset()) -> str | None:
    """The same for an address as text, save those in `exempt`; what is no address is objected to as well."""
    try:
        address = ip_address(written)
    except ValueError:
        return "no address at all"
    return None if str(address) in exempt else objection(address)
