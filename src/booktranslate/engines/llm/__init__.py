"""Language models: any server that speaks OpenAI's chat completions, and Ollama.

`options` reads the settings, `prompt` says what a model is told, `wire` puts it into the form of a server,
`client` sends it, `answers` reads what comes back and judges it; `engine` has the texts translated.
"""
