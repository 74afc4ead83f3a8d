"""The terminal channel: the command line and the conversation without Telegram."""
