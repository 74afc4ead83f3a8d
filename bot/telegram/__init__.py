"""The Telegram channel: the only room that imports python-telegram-bot."""
