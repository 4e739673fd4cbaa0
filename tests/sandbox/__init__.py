"""The sandbox, seen by the real discord.py client, by raw HTTP and by a browser."""
