"""What text looks like: styles, run formats, languages (ECMA-376-1 §17.7, §17.3.2)."""
