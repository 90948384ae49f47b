"""A register that comes as an Excel file: what it may look like, how it is read and answered."""
