"""Pictures of real conversations: `kehoach bot` over the plans that come with the project, drawn as a phone shows it.

`make pictures` holds the conversations of `stories.py` against the local Bot API server, draws the messages as
they were sent (`drawing.py`), photographs them with Chromium (`photographing.py`), and writes docs/screens/ and
docs/conversations.md. Needs the program chromium and the fonts of Debian's fonts-noto-core. No test runs it.
"""
