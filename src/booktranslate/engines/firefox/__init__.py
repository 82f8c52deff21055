"""Firefox Translations: Mozilla's neural models on this machine; how they are found, downloaded and run."""
