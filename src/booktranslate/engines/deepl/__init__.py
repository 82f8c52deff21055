"""DeepL: the engine, what it is asked with, and the glossary that it keeps."""
