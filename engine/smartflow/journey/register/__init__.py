"""Who takes part: cities, their agencies and their people.

In this folder:

``agency_add``: ``agency add`` and ``agency import``: register the OPD, kelurahan and partners of a
    city.
``agency_end``: an agency exists no longer, and who takes over.
``agency_list``: Reading a list of agencies: TOML with ``[[agency]]``, or a table with headings.
``city_add``: register a city and pin it to a workflow.
``cli``: The commands ``city``, ``agency`` and ``person``.
``person_add``: register somebody in a post, or what has changed about them.
``person_end``: the last day on which somebody holds their post.
``region_remarks``: What the ministry's list of regions says otherwise than somebody who registers a
    city.
``time_zones``: In which of Indonesia's three time zones a region lies, by its Kemendagri code.
"""
