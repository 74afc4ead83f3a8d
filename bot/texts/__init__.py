"""Every Vietnamese sentence that the bot and the command line can say, and nowhere else one."""
