"""query, tables → table: engines that run relational text over columns. They know no table by name."""
