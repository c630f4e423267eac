# Planning a meeting
schedule = Schedule
schedule-lead = Plan one or a series, and invite people
schedule-title = Schedule a meeting
schedule-title-of = Schedule of { $title }
schedule-title-date = Change one date of { $title }
schedule-lead-date = Only the date of { $day } changes; the others stay as they are.
schedule-name = Title
schedule-date = Date
schedule-starts-at = Starts at
schedule-zone = Time zone
schedule-duration = Duration
schedule-duration-hint = In minutes, { $least } to { $most }. The meeting is never cut off.
schedule-repeats = Repeats
schedule-days = On days
schedule-ends = Ends
schedule-ends-hint = A series has { $max } dates at most.
schedule-until = Last day
schedule-times = Number of times
schedule-passcode = Passcode
schedule-passcode-hint = Optional, at least { $min } characters. It is not in the invitation: tell it to people yourself.
schedule-waiting-room = Waiting room
schedule-invitees = Invitees
schedule-invitees-hint = Email addresses, one on each line or with commas between them; { $max } at most.
schedule-description = Description
schedule-description-hint = Optional: what it is about, what to bring. { $max } characters at most.
schedule-back = Back
schedule-edit = Edit schedule
schedule-again = Schedule again
schedule-cancel = Cancel meeting
repeats-none = Does not repeat
repeats-every-day = Every day
repeats-every-week = Every week
ends-never = Never
ends-until = On a day
ends-after = After a number of times
repeats-daily = Every day
repeats-weekly = Every week: { $days }
repeats-until = until { $day }
repeats-times = { $count ->
    [one] once
   *[other] { $count } times
}

# Days
weekday-name = { $day ->
    [monday] Monday
    [tuesday] Tuesday
    [wednesday] Wednesday
    [thursday] Thursday
    [friday] Friday
    [saturday] Saturday
   *[sunday] Sunday
}
month-name = { $month ->
    [m1] January
    [m2] February
    [m3] March
    [m4] April
    [m5] May
    [m6] June
    [m7] July
    [m8] August
    [m9] September
    [m10] October
    [m11] November
   *[m12] December
}
day-long = { $weekday }, { $day } { $month } { $year }

# Cancelling
cancel-title = Cancel { $title }?
cancel-date-title = Cancel one date of { $title }?
cancel-all = { $count ->
    [one] The date that is planned will be cancelled. The meeting’s code and record stay.
   *[other] All { $count } dates will be cancelled. The meeting’s code and record stay.
}
cancel-told = Everybody who is invited will be told.
cancel-nobody = Nobody is invited, so nobody has to be told.
cancel-yes = Yes, cancel
cancel-no = No, keep it

# What is to come
upcoming-title = Upcoming
upcoming-now = Now
upcoming-mark-now = Now
upcoming-repeats = repeats
upcoming-zone = Days and times as in { $zone }.
join-named = Join { $title }
personal-title = Your personal room
personal-lead = Always there, always with this link. Only you can start it.
personal-enter = Enter room
# The title of somebody's personal room.
personal-title-of = { $name }’s room
room-starts = Begins

# The page of a planned meeting
invitation-of = Invitation to { $title }
invitation-title = Invitation
invitation-copy = Copy invitation
invitation-code = Meeting code: { $code }
invitation-passcode = A passcode is needed; ask the host for it.
invitation-planned = The meeting is scheduled.
invitation-changed = The schedule is changed.
invitation-cancelled = Cancelled.
invitation-none = No date is planned.
invitation-dates = Dates
invitation-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
date-edit = Edit
date-edit-named = Edit { $day }
date-cancel = Cancel
date-cancel-named = Cancel { $day }
date-changed = changed
invitation-file = Add to calendar (.ics)
invitation-qr = QR code of the meeting’s link
invitation-filed = No mail server is set up here, so the invitations are not sent: they lie as files in the folder “mail” of the server’s data folder. Send the text above yourself, or ask the person who runs this server.
invitation-unsent = The plan is stored, but nobody could be told of it. Send the text below yourself, or save the schedule once more.
invitation-not-yet = Could not be sent to { $address } yet. It is tried again by itself.
invitation-given-up = Could not be sent to { $address }. Check the address, or send the text above yourself.

# Letters
mail-invited-subject = Invitation: { $title }
mail-changed-subject = Changed: { $title }
mail-cancelled-subject = Cancelled: { $title }
mail-invited = { $name } invites you to a meeting.
mail-changed = { $name } has changed a meeting that you are invited to.
mail-date-changed = { $name } has changed one date of a meeting that you are invited to.
mail-cancelled = { $name } has cancelled a meeting that you were invited to.
mail-date-cancelled = { $name } has cancelled one date of a meeting that you are invited to. The others stay.
mail-foot = Sent by the meeting server { $site }.
