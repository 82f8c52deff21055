"""Firefox Translations: Mozilla's neural models, downloaded once and run on this machine."""
