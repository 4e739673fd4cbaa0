"""The claims, how they are found, and where they come from. Has never heard of Discord."""
