"""The QWN rules: how many, when, by which means, with which local wisdom."""
