"""What people can do, one cog a use. Cogs never import cogs, and never the store."""
