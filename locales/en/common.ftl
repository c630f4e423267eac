# The language's own name, as the language switcher shows it, and its direction: ltr or rtl.
language-name = English
language-direction = ltr

app-name = TalkSpace
language = Language
skip-to-content = Skip to the content
nav-label = Main
account-menu = Your account
footer-note = Runs on your own server.

home = Home
history = History
sign-in = Sign in
sign-out = Sign out
create-account = Create account
new-meeting = New meeting
join = Join
meeting-code = Meeting code
name = Name
email = Email
password = Password

copy-link = Copy link
copy-done = Copied
copy-refused = Please copy it by hand

# Spans of time.
span-short = less than a minute
span-minutes = { $minutes } min
span-hours = { $hours } h { $minutes } min
wait-seconds = { $count ->
    [one] 1 second
   *[other] { $count } seconds
}
wait-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}

# What somebody was in a meeting.
role = { $role ->
    [host] Host
    [co_host] Co-host
    [presenter] Presenter
    [viewer] Viewer
   *[participant] Participant
}
