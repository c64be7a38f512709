"""The dataset in other formats: `exporter.export` checks what is asked for, and a module for each format writes it.

A writer, called as `writer(target, tables, watch)`, gets a path that nobody else sees yet; `staging` puts it in its
place when it is whole. Same data, same bytes, as far as a format's library allows: DuckDB alone does not.
"""
