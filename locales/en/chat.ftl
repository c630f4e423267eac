# The conversation beside the call.

## What can be done with a message
room-chat-options = Options
room-chat-reply = Reply
room-chat-replying = Replying to
room-chat-reply-stop = Do not reply
room-chat-quote-gone = An earlier message
room-chat-delete = Take back
room-chat-delete-sure = Really take back, for everyone?
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
