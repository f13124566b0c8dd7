"""The transforms: each has a function twin that does the same to one element."""
