"""Weighing alternatives: SAW, WPM and TOPSIS over one table, and AHP for the weights.

In this folder:

``ahp``: AHP: weights from pairwise judgements, and whether the judgements agree with each other.
``ahp_matrix``: Reads a matrix of pairwise judgements and notes what makes it none.
``claims``: Whether the scores and ranks that a decision table states are the ones its values give.
``eigenvector``: The principal eigenvector of a matrix of judgements, and what its missing ones must
    be.
``normalization``: Brings the columns of a decision table to one size, exactly.
``random_indices``: Random indices by name: what the consistency index of random judgements is, for
    n items.
``saw``: SAW, simple additive weighting (weighted sum): the best on the whole, criterion by
    criterion.
``table``: A decision table: criteria, alternatives and their values, for SAW, WPM and TOPSIS alike.
``topsis``: TOPSIS: near the ideal, far from the worst.
``wpm``: WPM, the weighted product model: like SAW, but a bad value cannot be bought back cheaply.
"""
