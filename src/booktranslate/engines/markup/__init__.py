"""Inline tags and terms through engines that know neither, and what an answer may have done to them."""
