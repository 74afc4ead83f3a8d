-- What is followed where, how reminders are wished, what was sent, and who did what.
-- chat_id: negative for groups; thread_id: 0 where there is no topic. Times are UTC, ISO 8601; days are ISO dates.

CREATE TABLE places (
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    remind_at TEXT NOT NULL DEFAULT '07:30', -- local time
    digest_on INTEGER NOT NULL DEFAULT 0 CHECK (digest_on BETWEEN 0 AND 6), -- 0: Monday
    PRIMARY KEY (chat_id, thread_id)
) WITHOUT ROWID;

CREATE TABLE follows (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: buttons name it
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('agency', 'document', 'task')),
    target TEXT NOT NULL, -- canonical name, document id, key of the row
    label TEXT NOT NULL, -- as shown when it was followed: the plan may be gone by now
    by_id INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    since TEXT NOT NULL,
    UNIQUE (chat_id, thread_id, kind, target)
);

-- Messages the bot sends of its own accord. 'sending': it may be there or not, until somebody has looked.
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    token TEXT NOT NULL UNIQUE, -- names it in its buttons
    screen TEXT NOT NULL, -- JSON: its pages and buttons
    after_id INTEGER NOT NULL, -- id of the newest message known in the chat before it; 0: none
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'refused')),
    message_id INTEGER,
    made TEXT NOT NULL
);
CREATE INDEX messages_of_places ON messages (chat_id, thread_id, state);

-- The highest id of a message seen in a chat: where to look for one whose fate is unknown.
CREATE TABLE newest (
    chat_id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL
);

-- What has been reminded of, so that nothing is twice. kind: days before ('7', '3', '1', '0'), or 'week'.
CREATE TABLE reminders (
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    row_key TEXT NOT NULL, -- '' for the digest of a week
    day TEXT NOT NULL, -- of the deadline, or the first of the week
    kind TEXT NOT NULL,
    message INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    PRIMARY KEY (chat_id, thread_id, row_key, day, kind)
) WITHOUT ROWID;
CREATE INDEX reminders_of_messages ON reminders (message);

CREATE TABLE log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    chat_id INTEGER NOT NULL,
    by_id INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
);
