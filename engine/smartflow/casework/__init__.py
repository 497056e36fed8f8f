"""Casework: how an act reads a city, decides what the entry says, and has it written.

A kit of floor 4, above :mod:`smartflow.ledger` and below every capability: an act prints nothing
and asks nothing, and everything that two acts need alike stands here.

In this folder:

``casework``: How every act reads a city and writes one entry.
``cities``: The cities of a store: who is registered, and which one a name means.
``clock_order``: Where the time of a history runs backwards: a computer's clock was set back, or was
    ahead before.
``fillers``: Who may fill in which worksheet: an agency, a dimension's working group, or the city.
``foreign_city``: A city of another office: it can be looked at here, and only that office writes to
    it.
``lookups``: Finding what an act names: a role, a worksheet, a day, a file.
``outside``: What somebody outside has seen of a log: its newest cosigned checkpoint, and what came
    after.
``people``: Finding a registered person by name.
``pinned``: The workflow to which a city is pinned: read from the store, whatever the plugins bring
    today.
``printing``: Reports as files: which there are, written by a format, put in their place.
``repeating``: What is done again when the connection to the store breaks half-way.
``signing``: How acts are signed: every entry is followed by a checkpoint of its log, in one
    transaction.
``store_act``: Acts that concern the store and no city: its beginning, its keys, who vouches for it.
``store_owner``: What only the owner of a store on a server may do, and how the owner is asked to do
    it.
``system_user``: Whoever runs this process, as the operating system knows them.
``tabular``: Reading a plain list out of a CSV, Excel or ODS file: rows of text, headings found by
    name.
``telling``: After the commit: the stage history log grows, and observers are told.
``watching``: What is told beside the answer, and is no part of a verdict: odd runs of rules, erased
    copies.
``workspace``: A workspace: the folder in which an official works, and what this machine is told
    there.
"""
