# Landing
landing-page-title = Video meetings on your own server
landing-title = Everyone together, for as long as it takes.
landing-lead = Video meetings for your college, your team or your class. No time limit, no app to install, on your own server.
meeting-code-placeholder = Meeting code or link
promise-time = No time limit
promise-data = Your server, your data
promise-attendance = Attendance that is never lost
go-home = Go to your meetings
features-label = What you can rely on
feature-kept-title = Nothing is lost
feature-kept-lead = Attendance, chat and history stay with the meeting, even when a tab is closed or the power goes out.
feature-back-title = It comes back by itself
feature-back-lead = When the network drops, the call picks up where it was: same seat, same role, still muted if you were muted.
feature-own-title = It belongs to you
feature-own-lead = One program on your own machine. No other company sees who met whom, or what was said.
scene-name-1 = Asha
scene-name-2 = Ravi
scene-name-3 = Meera
scene-name-4 = You

# Accounts
register-lead = To start meetings of your own and keep their history. To join one, the link is enough.
register-have-account = Have an account already?
register-closed-title = No new accounts at the moment
register-closed-lead = Whoever runs this server opens accounts by hand. Ask them for one. You can join meetings by link without an account.
invited-lead = You have been invited. Choose a password for your account.
invitation-wrong-title = This invitation does not count any more
invitation-wrong-lead = It has run out, was used or withdrawn. Ask whoever invited you for a new one.
mail-account-invited-subject = { $name } invites you to TalkSpace
mail-account-invited = Hello, { $name } invites you to open an account for video meetings. This link leads to it:
mail-account-invited-until = It counts for { $days } days and for this address alone. If you did not expect it, do nothing.
mail-account-made-subject = Your account for video meetings
mail-account-made = Hello { $name }, an account was made for you. With this link you choose its password:
mail-account-made-until = It works once, for seven days. After that ask whoever sent it for a new one.
login-lead = Good to see you again.
login-no-account = New here?
password-hint = At least { $min } characters. A few words in a row are easy to remember and hard to guess.
setup-title = Set up TalkSpace
setup-lead = This account will look after the server. The page can be used once.
back-to-start = Back to the start

# Home
greeting-hello = Hello, { $name }
greeting-morning = Good morning, { $name }
greeting-afternoon = Good afternoon, { $name }
greeting-evening = Good evening, { $name }
home-lead = Start a meeting, or join one.
home-actions = Meetings
new-meeting-lead = Start now and share the link
join-card-lead = With a code or a link
# The title of a new meeting, until its host gives it another.
meeting-title-of = { $name }’s meeting
made-title = Your meeting is ready
made-lead = Send the link to everyone you want to meet. You can go in now or later.
made-link = Link
enter-meeting = Enter meeting
enter = Enter
enter-named = Enter { $title }
recent-title = Your recent meetings
recent-empty-title = No meetings yet
recent-empty-lead = The meetings you start will be listed here, with their links. Start one with “New meeting”.
live-now = In progress

# Join
join-title = Join a meeting
join-lead = Type the code you were given, or paste the link.

# History
history-lead = Every meeting you hosted or attended.
history-hosted-by = hosted by { $name }
history-rejoins = { $count ->
    [one] came back once
   *[other] came back { $count } times
}
history-now = now
history-present = Time in the meeting:
history-older = Older meetings
history-newest = Newest meetings
history-pages = Pages of the history
history-empty-title = No meetings yet
history-empty-lead = When you have hosted or attended a meeting, you will see here when it was and how long you were there.
history-empty-next = Start or join a meeting
history-meetings = Meetings
history-export = Export as CSV
history-none = No meeting fits this filter. Try another word, a longer time, or clear the filter.
history-search = Title or host
history-show = Show
history-show-all = All meetings
history-show-hosted = Hosted by me
history-show-attended = Attended
history-from = From
history-to = To
history-minutes = At least this many minutes
history-span = Charts
history-weeks = Last { $count } weeks
history-apply = Apply filter
history-clear = Clear filter
history-totals = In total
history-total-meetings = Meetings
history-total-hours = Time in meetings
history-total-hosted = Hosted by you
history-total-talk = Share of talk
history-talk = { $share } of the talk
history-kept = Meetings are kept here for { $days } days after they end.
history-weeks-title = The last { $count } weeks
history-weeks-lead = Weeks begin on Monday, in the time zone { $zone }.
history-weeks-table = Show as a table
history-week = Week

# Heads of the columns in exported tables
csv-title = Title
csv-code = Code
csv-host = Host
csv-role = Your role
csv-joined = Joined
csv-left = Left
csv-minutes = Minutes in the meeting
csv-joins = Times joined
csv-spoke = Minutes spoken
csv-talk = Share of talk (%)
csv-time-zone = time zone { $zone }

# Profile
profile = Profile
profile-lead = Your account on this server.
profile-save = Save
profile-saved = Saved.
look = Language and look
language-of-browser = As the browser wants it
theme = Theme
theme-of-system = As the device wants it
theme-name = { $theme ->
    [light] Light
   *[dark] Dark
}
look-save = Apply
keeping = How long things are kept
keeping-chat = Chat: { $days ->
    [0] for ever
   *[other] { $days } days after the meeting
}
keeping-files = Files: { $days ->
    [0] as long as the chat
   *[other] { $days } days after the meeting, and no longer than the chat
}
keeping-attendance = Attendance and history: { $days ->
    [0] for ever
   *[other] { $days } days after the meeting
}
my-data = My data
my-data-lead = A ZIP file with everything this server keeps of you: your account, the meetings you hosted, when you were in meetings, what you wrote, private messages to you, reactions, your files, your feedback, and what the audit log says of you.
my-data-download = Download my data
delete-account = Delete my account
delete-account-lead = This cannot be undone. You may want to download your data first.
delete-account-then = What happens
delete-account-signed-out = You are signed out everywhere at once, and leave the meeting you are in.
delete-account-hosted = Nobody can enter the meetings you host any more. Whoever is in one now can stay until they leave.
delete-account-messages = Your messages are taken back and your files removed, for everybody; a meeting that is going on may show them until it ends. Reactions and feedback go too.
delete-account-attendance = Attendance stays with the meeting: the lists still say that somebody of your name was there, and when. The meetings you hosted stay in the history of those who came, hosted by “Deleted account”.
delete-account-person = Your name, email address and password are removed from the account.
delete-account-keep = Keep my account

# Pages that say one thing
not-found-title = There is no such page
not-found-lead = The address may be mistyped, or the page has moved.
no-meeting-title = This link does not lead to a meeting you can enter
no-meeting-lead = Check the code, or ask the person who invited you for a new link.
unavailable-title = This does not work at the moment
unavailable-lead = The server is busy or cannot be reached. Nothing you did is lost. Please try again in a moment.
too-many-title = You are going very fast
too-many-lead = You have tried many meeting codes in a short time. Please wait a minute and try again.

# On a meeting page, when the program that makes the call is missing.
not-loaded = The call could not be loaded. Reload this page; if that does not help, your network may be blocking a part of it.
no-script = A call needs JavaScript, which is switched off in this browser. Switch it on for this page and reload.

settings-of = Settings of { $title }
settings-saved = Saved. Whoever is in the meeting has it at once.
settings-passcode-new = New passcode
settings-passcode-none = Without a passcode, the link is enough to come to the door. With one (at least { $min } characters), people also type it; tell it to them.
settings-passcode-there = This meeting has a passcode. It cannot be shown again. Leave the field empty to keep it.
settings-passcode-remove = Take the passcode away
settings-passcode-remove-hint = From then on the link is enough again.
settings-templates-lead = A template sets everything above except title and passcode.

# A forgotten password
login-forgot = Forgot your password?
forgot-title = Forgot your password?
forgot-lead = Tell us your email address. We send you a link with which you choose a new one.
forgot-send = Send link
forgot-back = Back to sign in
forgot-sent-title = Look into your mail
forgot-sent = If there is an account with this address, a link is on its way. It works once, for two hours. Nothing there after a few minutes? Look among the junk mail, or ask whoever looks after this server.
forgot-no-mail = This server sends no mail yet. Ask whoever looks after it for a link with which you choose a new password.
reset-title = Choose a password
reset-lead = For the account { $email }. You are signed out everywhere else.
reset-save = Save password
reset-again = Ask for a new link
forbidden-title = This page is not for your account
forbidden-lead = You are signed in, but your account has no right to see it. Whoever looks after this server can give it to you.
mail-forgotten-subject = Choose a new password
mail-forgotten = Hello { $name }, with this link you choose a new password:
mail-forgotten-until = It works once, for { $hours } hours. If it was not you who asked for it, you need do nothing: your password stays as it is.
mail-forgotten-foot = Sent by { $site }

# Another email address
email-change = Change email address
email-lead = To change it, enter the new address and your password. A letter with a link goes there; the address changes when you open the link.
email-new = New email address
email-back = Back to your profile
email-sent-title = Look into your mail
email-sent = A link is on its way to your new address. It works once, for a day. Until you have opened it, you sign in as before.
email-no-mail = This server sends no mail yet. Ask whoever looks after it for the link.
email-confirm-title = Your new email address
email-confirm-lead = From now on you sign in as { $email }.
email-confirm = Use this address
email-changed = Your email address is changed.
mail-email-subject = Confirm your new email address
mail-email = Hello { $name }, with this link you confirm that your account is to have this address:
mail-email-until = It works once, for { $hours } hours. If it was not you who asked for it, you need do nothing.
mail-email-changed-subject = Your email address was changed
mail-email-changed = Hello { $name }, your account has another email address now: { $email }.
mail-email-changed-rest = If it was not you who changed it, tell whoever looks after this server at once.

# A second factor
second-factor = Second factor
second-factor-lead = Besides your password a code from your telephone is asked for when you sign in. Whoever learns your password alone does not get in.
second-factor-see = Look after it
second-factor-begin = Set up
second-factor-scan = Scan this code with an authenticator app on your telephone (Google Authenticator, Aegis, Microsoft Authenticator or another).
second-factor-qr = Code for your authenticator
second-factor-type = You cannot scan it? Type this into the authenticator:
second-factor-first-code = Six digits, as the authenticator shows them now.
second-factor-confirm = Turn on
second-factor-is-on = The second factor is on.
second-factor-remove = Turn off second factor
recovery-codes = Recovery codes
recovery-codes-lead = If you lose your telephone, each of these lets you in once, in place of the code. Print them or write them down; they are shown only now.
recovery-codes-copy = Copy codes
recovery-codes-left = { $count ->
    [0] You have no recovery codes left. Make new ones.
    [one] You have 1 recovery code left.
   *[other] You have { $count } recovery codes left.
}
recovery-codes-new = Make new recovery codes
code = Code
code-title = Your code
code-lead = Open the authenticator on your telephone and type the code it shows.
code-recovery-hint = You have lost the telephone? Type one of your recovery codes.
recovery-codes-kept = I have kept them. Continue
second-factor-due = Set up a second factor
second-factor-due-lead = Whoever runs this server asks for it. From then on you sign in with your password and a code from your telephone.

# Password and sessions
profile-email = You sign in as { $email }.
password-change = Change password
password-change-lead = Other browsers have to sign in anew.
password-current = Current password
password-new = New password
password-changed = The password is changed. Other browsers have to sign in anew.
sessions = Where you are signed in
sessions-lead = Something you do not know? End it, and change your password.
session-this = This browser
session-last = Last used
session-device = { $browser } on { $system }
session-unknown = unknown
session-end = End
session-end-named = End the session of { $device }
sessions-end-others = End all others
sessions-ended = Ended. Whoever was signed in there is out.
