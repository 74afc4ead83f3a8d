"""A Bot API server on this machine, for driving a real bot process over real HTTP.

It is strict where Telegram is (and a little beyond: what Telegram forgives, a test should not), it keeps
chats and messages as Telegram does, it fails on demand, and it plays the people who talk to the bot:

    with BotApi() as api:
        lan = api.private()
        lan.says("Ai chủ trì?")
        answer = lan.hears()          # waits for the bot's next message there
        lan.presses(answer, "Sau ›")

`schema` and `limits` check each request, `markup` its HTML; `world` holds the chats; `methods` does what a
request asks for; `faults` fails; `server` is the HTTP. Tests use `people`, the bot as a `process` (over the
answers of `standin`, or as `kehoach bot`), and the `fixtures`.
"""
