"""What people see: values of the claims turned into Discord components. Pure; sends nothing, asks nobody."""
