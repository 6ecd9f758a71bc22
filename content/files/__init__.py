"""The library as files: readers that name file and place of a mistake, writers of the canonical form."""
