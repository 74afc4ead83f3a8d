"""Here is an answer: how is it worded and sent?"""
