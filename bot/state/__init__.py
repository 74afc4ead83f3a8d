"""Here is what people have told the bot: keep it, whatever becomes of the plans and of the program."""
