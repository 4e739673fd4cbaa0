"""What people press and fill in. A press names an action and a claim, so a button from last month still works."""
