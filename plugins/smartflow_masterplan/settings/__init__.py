"""What a workflow or a city may set.

In this folder:

``parts``: The two usual kinds of setting, in one line each: a share and a whole number.
``plan``: What may be set about the size of SWOT matrices, the roadmap, the books and the legal
    basis.
``registered``: What a workflow file or a city may set about the rules and scores of this plugin.
"""
