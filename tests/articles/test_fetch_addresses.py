"""Which addresses are public, against what Python and the registries say."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.articles.fetching.addresses import objection, objection_to

anything = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6), st.ip_addresses(v=6, network="2000::/3"))
v4 = st.ip_addresses(v=4)
NAT64 = ip_network("64:ff9b::/96")


@given(anything)
def test_what_passes_is_public_to_python_too(address: IPv4Address | IPv6Address) -> None:
    if objection(address) is None:
        assert address.is_global
        assert not any((address.is_private, address.is_loopback, address.is_link_local, address.is_multicast))
        assert not (address.is_reserved or address.is_unspecified) or address in NAT64


@given(v4)
def test_nat64_is_as_public_as_what_is_inside(inside: IPv4Address) -> None:
    carried = IPv6Address(int(IPv6Address("64:ff9b::")) | int(inside))
    assert objection(carried) == objection(inside)


@given(v4)
def test_no_other_form_carries_an_ipv4_address(inside: IPv4Address) -> None:
    value = int(inside)
    assert objection(IPv6Address(f"::ffff:{inside}"))
    assert objection(IPv6Address(value))
    assert objection(IPv6Address((0xFFFF << 48) | value))
    assert objection(IPv6Address((0x2002 << 112) | (value << 80) | 1))
    assert objection(IPv6Address((0x2001 << 112) | (value << 64) | (~value & 0xFFFFFFFF)))
    assert objection(IPv6Address((0x2A00 << 112) | (0x5EFE << 32) | value))
    assert objection(IPv6Address((0x2A00 << 112) | (0x02005EFE << 32) | value))


@given(st.text(max_size=40))
def test_text_is_public_only_where_it_is_an_address(written: str) -> None:
    if objection_to(written) is None:
        assert objection(ip_address(written)) is None


@pytest.mark.parametrize(
    "address",
    [
        *("0.1.2.3", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.8.9.10", "169.254.169.254"),
        *("172.16.0.1", "172.31.255.255", "192.0.0.192", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"),
        *("168.63.129.16", "::", "::1", "fe80::1", "fe80::1%eth0", "2a00::1%1", "fc00::1", "fd00:ec2::254", "ff02::1"),
        *("fec0::1", "2001:db8::1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808"),
        *("::ffff:127.0.0.1", "::127.0.0.1", "::ffff:0:10.0.0.1", "2001:0:1::1", "3fff::1", "100::1", "4000::1"),
        *("", "localhost", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "8.8.8.8 ", "8.8.8"),
    ],
)
def test_refused(address: str) -> None:
    assert objection_to(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "64:ff9b::808:808"])
def test_admitted(address: str) -> None:
    assert objection_to(address) is None


def test_an_exemption_is_for_one_address() -> None:
    exempt = frozenset({"127.0.0.2"})
    assert objection_to("127.0.0.2", exempt) is None
    assert objection_to("127.0.0.1", exempt)
    assert objection_to("::ffff:127.0.0.2", exempt)
