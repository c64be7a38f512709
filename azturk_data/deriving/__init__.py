"""What takes all records to know: how well each field is borne out, and what each year amounts to."""
