"""Text → values: numbers, dates and names with what they mean, so that versions can be compared."""
