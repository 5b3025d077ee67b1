"""The helpdesks of providers: one small file for each system."""
