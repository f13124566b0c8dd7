"""The attributions of a document, which say who is credited with which words, and its mentions."""
