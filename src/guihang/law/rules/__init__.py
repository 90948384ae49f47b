"""The rules, one module per subject; every module here enters its rules in the catalogue."""
