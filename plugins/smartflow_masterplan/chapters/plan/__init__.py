"""Book 2, the masterplan.

In this folder:

``actions``: The action plan in its four blocks, as the evaluation asks for it.
``book``: Book 2, the masterplan: its chapters and where they stand.
``budget``: The budget of the action plan: by source, by year of the plan, by dimension.
``figures``: The pictures of the plan: the road map, the budget, impact and effort.
``governance``: Who carries the plan: council, team, forum, the people in their posts; how it is
    evaluated.
``horizon``: The years of the plan: its first, its last, its terms; what lies outside them.
``introduction``: The first chapter of Book 2: what the book is, for which years, and on which law
    it rests.
``roadmap``: The road map: which activities run when, and what each year costs.
``strategies``: The strategies of each dimension, and the activities that carry them out.
``vision``: Vision, missions and goals, as the city's team wrote them.
"""
