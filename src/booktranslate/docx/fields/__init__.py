"""Fields (ECMA-376-1 §17.16): their instructions, their results, and what they refer to."""
