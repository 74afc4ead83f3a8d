-- What officials say of a task, seen in the chat where they said it and nowhere else.

CREATE TABLE marks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    row_key TEXT NOT NULL,
    row_id TEXT NOT NULL, -- as numbered when it was marked
    kind TEXT NOT NULL CHECK (kind IN ('done', 'note')),
    day TEXT NOT NULL, -- the deadline meant; '' where the row has none
    note TEXT NOT NULL,
    by_id INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    withdrawn TEXT -- when it was taken back
);
CREATE INDEX marks_of_rows ON marks (chat_id, row_key);
