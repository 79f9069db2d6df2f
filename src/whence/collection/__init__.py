"""The collection: what a user keeps on disk, one SQLite file."""
