"""The rules of the programme, a folder for each family."""
