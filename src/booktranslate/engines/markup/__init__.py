"""Carry inline tags and terms through engines that know neither, and repair what answers did to them."""
