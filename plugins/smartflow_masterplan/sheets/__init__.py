"""The worksheets of the programme, by who fills them in."""
