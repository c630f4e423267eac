# The conversation beside the call.

## What can be done with a message
room-chat-options = Options
room-chat-reply = Reply
room-chat-replying = Replying to
room-chat-reply-stop = Do not reply
room-chat-quote-gone = An earlier message
room-chat-delete = Take back
room-chat-delete-sure = Really take back, for everyone?
room-chat-delete-other = Delete for everyone
room-chat-delete-other-sure = Really delete it, for everyone?
room-chat-deleted = This message was taken back.
room-chat-tally = { $reaction }: { $count }
room-chat-emoji = Emoji
room-chat-earlier = Show earlier ones
room-chat-new = New
room-chat-find = Find in the conversation
room-chat-found = { $count ->
    [0] Nothing found
    [one] 1 found
   *[other] { $count } found
}
room-chat-finding = { $count } found, still looking…
room-refused-no-message = That message is gone, or too old to be changed.

## Files
room-file-attach = Attach a file
room-file-tray = Files to go with what you write
room-file-drop = Leave out { $name }
room-file-drop-here = Drop it here
room-file-progress = { $name } is on its way
room-file-again = Try again
room-file-download = Download { $name }
room-file-bytes = { $count ->
    [one] 1 byte
   *[other] { $count } bytes
}
room-file-kb = { $size } KB
room-file-mb = { $size } MB
room-file-gb = { $size } GB
room-file-not-here = Files can be sent only while you are in the meeting.
room-file-empty = This file is empty, or it is a folder.
room-file-too-big = This file is too big. Up to { $limit } can be sent; put larger ones where others can fetch them and send the link.
room-file-too-much = You have sent as much as one person can in one meeting. Send a link instead.
room-file-too-fast = Too many files at once. Wait a moment and try again.
room-file-failed = The file did not arrive.
room-refused-no-file = The file is no longer there. Take this message back and attach it again.
