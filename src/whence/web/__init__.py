"""The local page: a person works through a collection. Above report and collection, no logic of its own."""
