"""The tables: their columns, their rows and the forms that they are exported in."""
