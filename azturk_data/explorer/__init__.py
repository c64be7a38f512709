"""The explorer: the dataset in a browser, served by Datasette on the reader's own machine.

`azturk-data explore` starts it. `preparing` makes the database, `application` the server around it, `plugin` is what
Datasette is taught; a module each gathers what a page shows, and the templates set it.
"""
