"""records → page, summary, JSON, picture: what a person or a program gets to see.

    html          Comparison | Story → one self-contained page
    terminal      Comparison | Story → a summary on a console
    json          Comparison | Story → the published JSON
    stemma_svg    Story → the family tree as a picture
    graphs        Story → GraphML, DOT, Newick
    explain       Story, two versions → why they stand where they do
    changes       two captures of one page → what was added, removed, replaced
    exports/      Comparison | Story → other people's formats; a case bundle and its check

`view`, `facts` and `sayings` arrange a document for the eye, `words` and `findings` put it into
sentences, `behind` finds the readings behind each arrow, `layout` places the tree, `pairs` sets two versions side by side. None of them finds
anything out that is not in the records.
"""
