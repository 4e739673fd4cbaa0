"""Discord in, one call to the claims, Discord out. Has never heard of SQL."""
