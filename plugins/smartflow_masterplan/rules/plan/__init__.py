"""The rules of the plan: actions, road map, documents, approval.

In this folder:

``action_origins``: ACT002: an action carries out a strategy that exists, and strategies are carried
    out.
``actions``: ACT001, ACT003 and ACT004: an action plan that can be carried out, funded and checked.
``approval``: MPL001, MPL004 and MPL005: the plan is agreed on by the council and adopted by a
    regulation.
``documents``: MPL002, MPL003 and MPL006: the commitment sheet, the books and the legal basis are
    recorded.
``revision``: MPL007: an adopted masterplan that is older than five years is due for revision.
``roadmap``: RMP001 and RMP002: the roadmap fills its horizon, and quick wins stand at its
    beginning.
"""
