"""The rules of the programme, a folder for each family.

In this folder:

``cells``: WSH001: every cell can be read, what is required is filled in, no row stands twice.
``consolidated``: WSH002: what a consolidation decides points at rows that exist and are used.
``issues``: The ISU rules: issues, their ranks, APKL.
``judging``: What all rules of this plugin share: reading cells and settings, and wording a finding.
``organisation``: ORG001 and ORG002: the bodies exist by decree, and the agencies attend.
``plan``: The rules of the plan: actions, road map, documents, approval.
``presentations``: PRS001 and PRS002: every dimension has presented what it now has.
``quick_wins``: The QWN rules: how many, when, by which means, with which local wisdom.
``readiness``: RDY001 and GAP001: each dimension's readiness is assessed, and each gap has an
    action.
``registered``: All rules of this plugin, one family after the other.
``sources``: The sources that the rules cite, named once so that they read alike in every verdict.
``swot``: The SWT and TWS rules: factors, numbers, scores, strategies.
``vocabulary``: VOC001: dimensions are called by their names.
"""
