# The record of a meeting
record = Record
record-of = Record of { $title }
record-link-of = Record of { $title }
record-see = See the record of this meeting
record-runs = Times at which the meeting was held
record-roll = Roll of all times
record-planned = Planned:
record-people = { $count ->
    [one] { $count } person was there
   *[other] { $count } people were there
}
record-peak = { $count ->
    [one] at most { $count } at once
   *[other] at most { $count } at once
}
record-attendance = Attendance
record-own-only = You see your own attendance. Hosts and co-hosts of that time see everybody’s.
record-name = Name
record-role = Role
record-joined = Joined
record-left = Left
record-present = Present
record-percent = Of the lesson
record-late = On time
record-rejoins = Came back
record-talk = Share of talk
record-hands = Hands raised
record-messages = Messages
record-connection = Connection
record-connection-good = good
record-connection-poor = poor for { $span }
record-inside = inside
record-guest = guest
record-on-time = on time
record-late-by = { $minutes } min late
record-early-by = left { $minutes } min early
record-seconds = { $seconds } s
record-at-least = Present for at least
record-at-least-unit = % of the lesson
record-apply = Show
record-everybody = Show everybody
record-kept-forever = Everything here is kept for as long as this server runs.
record-kept-chat = The conversation is kept until
record-kept-files = Files are kept until
record-kept-attendance = Attendance is kept until
record-kept = { $kept } of { $total } were there for at least { $percent } %.
record-roll-lead = Whoever was there for at least { $percent } % attended. The figures say how much of each time somebody was there.
record-attended = Attended
record-attended-of = { $attended } of { $count }
record-absent = absent
record-too-short = (too short)
record-csv = Table (CSV)
record-json = Whole record (JSON)
record-verify-link = Check a downloaded record
record-csv-zone = Time zone
record-csv-present = Present (min)
record-csv-percent = Of the lesson (%)
record-csv-late = Late (min)
record-csv-early = Left early (min)
record-csv-spoke = Spoke (min)
record-csv-talk = Share of talk (%)
record-csv-shares = Screen shares
record-csv-poor = Poor connection (min)
record-csv-meeting = Meeting
record-csv-began = Began
record-empty-title = Nobody has been in this meeting yet
record-empty-lead = As soon as somebody enters, you will see here who was there, and for how long.

# What happened
record-timeline = What happened
record-came = { $name } came in
record-went = { $name } left
record-went-lost = { $name } lost the connection
record-went-ended = { $name } was there until the end
record-went-removed = { $name } was removed
record-went-stopped = { $name } was there until the server stopped
record-renamed = { $from } is now called { $name }
record-hand-raised = { $name } raised a hand
record-hand-lowered = { $name }’s hand went down
record-share-started = { $name } shared the screen
record-share-stopped = { $name } stopped sharing

# What was written
record-chat = Conversation
record-chat-closed = The hosts do not let people read the conversation after the call.
record-chat-own = Private messages are here only where you wrote them or they were to you.
record-chat-all = Show the whole conversation
record-chat-csv = Conversation (CSV)
record-find = Find
record-found = { $count ->
    [0] Nothing was found. Try a shorter word, or show the whole conversation.
    [one] { $count } message found.
   *[other] { $count } messages found.
}
record-found-more = The newest { $count } that were found. Use “Earlier messages” for the others.
record-earlier = Earlier messages
record-newest = Newest messages
record-quote = In answer to { $name }:
record-files = Files
record-files-none = No files were sent.
record-csv-time = Time
record-csv-from = From
record-csv-to = To
record-csv-text = Message
record-csv-answer = In answer to
record-csv-reactions = Reactions
record-csv-file = File
record-csv-bytes = Size (bytes)
record-said = { $name } wrote: { $text }
record-sent-file = { $name } sent { $file }

# The run at a glance
record-strip = Who was there when
record-strip-moment = Moment
record-strip-there = there
record-strip-share = sharing the screen
record-strip-hand = raised a hand
record-strip-message = wrote to everyone
record-strip-more-rows = { $count ->
    [one] Show { $count } more person
   *[other] Show { $count } more people
}
record-strip-at = { $time }, there ({ $count }): { $names }
record-strip-nobody = { $time }, nobody was there
record-strip-and-more = { $names } and { $count } more

# While the meeting goes on
record-live-at = refreshed at { $time }
record-live-over = The meeting is over. This is its whole record.
record-live-lost = This page could not be refreshed. It keeps trying.
record-live-script = Reload the page to see what is new.
record-inside-now = { $count ->
    [one] { $count } person is inside
   *[other] { $count } people are inside
}
record-print = Print

# Checking an export
verify-title = Check a record
verify-lead = Whether a downloaded attendance is as the server wrote it, or was changed afterwards. The file stays in your browser: nothing is sent, and once this page is open it works without a connection.
verify-file = Downloaded record (.csv or .json)
verify-drop = or drop the file here
verify-script = To check a file, this page needs JavaScript.
verify-checking = Checking…
verify-own-title = Genuine
verify-own = This file is exactly as this server wrote it.
verify-other-title = Genuine, but from another server
verify-other = This file was not changed since it was written, but not this server wrote it. Trust it only if you know that its key belongs to somebody you trust.
verify-changed-title = Changed
verify-changed = This file is not as the server wrote it: something in it was changed, added or taken out afterwards. Opening and saving it with another program is enough. Ask for the file as it was downloaded.
verify-changed-fact = What happened was changed afterwards: the facts hold up to number { $before }, and number { $number } is not what the server wrote down.
verify-changed-people = The facts hold, but the attendance beside them does not follow from them: it was changed afterwards.
verify-none-title = Not a record
verify-none = This is not an attendance that TalkSpace wrote, or what makes it one was cut off. Choose a .csv or .json file that was downloaded from a meeting’s record.
verify-file-name = File
verify-rows = Rows in the table
verify-meeting = Meeting
verify-began = Began
verify-people = People
verify-facts = Facts, each bound to the one before
verify-key = Key of the server that signed it
verify-own-key = Key of this server
