# What the meeting may use of the network, what was used, and what was given up for it.

data-limit = Data limit for each person
data-limit-hint = What each person receives stays below this. Sound is never held back; a shared screen comes next, then pictures.
data-limit-none = No limit
data-limit-of = { $megabytes } MB an hour
data-own = Your data
data-saver = Use less data
data-saver-hint = Sound stays as it is. Pictures come small, and your own goes out small. Shared screens stay sharp.
data-spent = { $spent } MB
data-spent-hint = Received in this meeting
data-spent-of = { $spent } MB received, of at most { $limit } MB an hour.
data-off = { $count ->
    [one] 1 picture is off to save data.
   *[other] { $count } pictures are off to save data.
}
data-smaller = { $count ->
    [one] 1 picture is smaller to save data.
   *[other] { $count } pictures are smaller to save data.
}
data-picture-off = Picture off to save data
data-screen-off = Shared screen off to save data
