"""The product's own words, plurals and numbers in the languages it speaks."""
