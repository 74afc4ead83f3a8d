-- Messages that show an administrator's change under way, so that a start after a kill can say what became of it.

CREATE TABLE errands (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) WITHOUT ROWID;
