"""Jobs of the command line: what they are asked to do, who works on them, how far they are, and how they end."""
