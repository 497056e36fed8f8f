"""The toy city of the tests: what many of them need and none of them is about.

``toy_workflow`` writes a workflow of a few stages, ``toy_plugins`` makes plugins that a test
installs, changes and takes away. Every test can import it: tests/conftest.py puts the folder
``tests`` on the path.
"""
