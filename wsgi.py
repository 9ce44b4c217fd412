"""The app for WSGI servers and `flask --app wsgi run`. `contest run` is the ordinary way."""

from contest import runtime

runtime.patch()  # before anything else is imported

from contest import config, serving

app = serving.for_life(config.load())
