"""whence: find out where a story comes from, from the texts alone.

>>> import whence
>>> a = whence.Article.from_passages(["Ten boats left the port."], language="en")
>>> b = whence.Article.from_passages(["Dix bateaux ont quitté le port."], language="fr")
>>> whence.compare(a, b).links
(Link(0 → 0, 0.99),)
"""
