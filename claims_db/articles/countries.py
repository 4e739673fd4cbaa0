"""The country that an adjective or a seat of government stands for: "Russian", "the Kremlin"."""

_TABLE = """
    Russia: russian, kremlin; Ukraine: ukrainian; the United States: american, u.s., pentagon; Britain: british;
    France: french; Germany: german; Italy: italian; Spain: spanish; China: chinese; Japan: japanese; India: indian;
    Pakistan: pakistani; Iran: iranian; Iraq: iraqi; Israel: israeli; Turkey: turkish; Poland: polish; Canada:
    canadian; Mexico: mexican; Brazil: brazilian; Australia: australian; Syria: syrian; Egypt: egyptian; Greece:
    greek; the Netherlands: dutch; Sweden: swedish; Norway: norwegian; Denmark: danish; Finland: finnish;
    Switzerland: swiss; Austria: austrian; Hungary: hungarian; Romania: romanian; Bulgaria: bulgarian; Serbia:
    serbian; Belarus: belarusian; Georgia: georgian; Armenia: armenian; South Korea: south korean; North Korea:
    north korean; Korea: korean; Vietnam: vietnamese; Saudi Arabia: saudi; Nigeria: nigerian; Kenya: kenyan; South
    Africa: south african; Argentina: argentine; Chile: chilean; Cuba: cuban; Venezuela: venezuelan; Colombia:
    colombian; Afghanistan: afghan; Estonia: estonian; Latvia: latvian; Lithuania: lithuanian; the Czech Republic:
    czech; Slovakia: slovak; Portugal: portuguese; Ireland: irish; Belgium: belgian
    """


def _read(table: str) -> dict[str, str]:
    rows = (row.partition(":") for row in " ".join(table.split()).split(";"))
    return {word.strip(): country.strip() for country, _, words in rows for word in words.split(",")}


COUNTRIES = _read(_TABLE)
"""Countries by lower-case adjective."""
