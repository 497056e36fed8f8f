"""``portfolio import``: a list of cities read, planned and registered.

In this folder:

``city_list``: A list of cities as an official keeps it: a CSV file, or the first sheet of a
    workbook.
``city_row``: One row of a list of cities: which city it means, what is odd about it, what is wrong
    with it.
``import_cities``: register the cities of a list, each by an act of its own.
``import_plan``: What an import of a list of cities will do: looked at whole, before the first is
    registered.
``import_remarks``: What an import says once of all its cities, and not once for each row.
``registered_facts``: What is registered of a city, beside what a row of a list says of it.
"""
