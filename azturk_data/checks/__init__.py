"""Checks that scale: the constraints of the tables as SQL, run by DuckDB or by Spark over any folder of such tables."""
