"""DeepL: the engine, its options, the glossaries and style rules of an account."""
