"""Language models: any server with the interface of OpenAI's chat completions, and Ollama.

`options` reads the settings, `prompt` writes what a model is told, `wire` puts it into the format of a
server, `client` sends it, `answers` reads and judges what comes back, and `engine` translates the texts.
"""
