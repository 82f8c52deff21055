"""A Word file as a package: its zip, its XML, its relationships and signatures (ECMA-376 part 2)."""
