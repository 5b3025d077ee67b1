"""Pure decisions: values and a clock in, values out. Imports the standard library and pydantic only."""
