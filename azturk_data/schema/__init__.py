"""What is published: tables derived from the models, and their renderings in Arrow, Table Schema and JSON Schema."""
