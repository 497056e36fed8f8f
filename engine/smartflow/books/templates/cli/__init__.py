"""The command ``template``."""
