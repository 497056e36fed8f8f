"""What is signed: minutes, the commitment sheet, the attendance sheet.

In this folder:

``attendance``: The attendance sheet: who was invited to each session and who came, and lines for a
    pen.
``book``: What is signed: the berita acara of a stage, the commitment sheet, the attendance sheet.
``commitment``: The commitment sheet: what is promised, who answers for which activities, who signs.
``days``: On which day a sheet is made, and how a berita acara words it.
``minutes``: The berita acara of a stage: how it opens, who met, who presented, and who signs.
``minutes_decided``: What was decided in a stage, in its berita acara: choices, answers, waivers,
    what stays open.
``minutes_results``: What a stage came to, in its berita acara: issues and their ranks, quadrants,
    choices, the plan.
``minutes_work``: What a stage has worked out, in its berita acara: worksheets that came in,
    documents.
"""
