"""What Firstline does, one verb a file. Services see the store and the outside only through ``ports``."""
