"""A messy corpus of delimited files with known truth, made from seeds."""
