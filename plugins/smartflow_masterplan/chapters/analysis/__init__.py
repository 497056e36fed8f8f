"""Book 1, the strategic analysis.

In this folder:

``book``: Book 1, the strategic analysis: its chapters and where they stand.
``closing``: The end of Book 1: for which vision and goals it is the ground, and the words to close
    with.
``front``: What frames Book 1: the foreword of the head of the region, and the glossary.
``introduction``: The introduction of Book 1: why there is a book, on what law, how it was made, who
    took part.
``issues``: Book 1, the issues: how many there are and how well proven, then each dimension's, by
    priority.
``merged``: What Book 1 says of a worksheet that a dimension consolidates: used, left out, come too
    late.
``profile``: Book 1, the profile of the region: what it is, its agencies, who leads which dimension.
``quadrant``: Where city and dimensions stand in SWOT: totals as a table, the quadrant as a picture.
``readiness``: Book 1, readiness and gap: two views of one worksheet, each row once in each.
``swot``: Book 1, SWOT: the quadrant of city and dimensions, each factor that counts, and what does
    not.
``tows``: Book 1, TOWS: each dimension's strategies in their four cells, and which factors none
    uses.
"""
