"""Reading the curated records: strict YAML with positions, typed models, and checks across files."""
