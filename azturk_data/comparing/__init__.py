"""What changed between two releases of the data: `differ.diff` compares, `report` says it."""
