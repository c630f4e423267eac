# The administrator's pages.
admin = Administration
admin-users = People
admin-settings = Accounts and guests
admin-audit = Audit log
admin-pages = Pages of the list
admin-next = Next page
admin-first = First page
admin-older = Older entries
admin-newest = Newest entries
admin-find = Find

admin-search = Name or email
admin-role = Role
admin-any-role = Any role
admin-state = State
admin-any-state = Any state
admin-state-active = Can sign in
admin-state-disabled = Disabled
admin-state-invited = Has no password yet
admin-state-due = Has to choose a new password
admin-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
admin-nobody = Nobody matches. Try fewer letters, or another role or state.
admin-seen = Last here:
admin-never-seen = Not signed in
admin-since = Account since
admin-account = Account
admin-deeds = What you can do
admin-back-to-users = Back to all people

admin-new-user = New account
admin-new-user-lead = The person chooses the password with a link that you hand over. It works once, for seven days.
account-role = { $role ->
    [administrator] Administrator
    [organiser] Organiser
   *[member] Member
}
admin-role-save = Save role
admin-role-lead = Members join meetings. Organisers make meetings, too. Administrators look after the server, too.
admin-disable = Disable account
admin-disable-lead = Signs the person out everywhere, also out of a meeting that is on, and lets them in no more. Nothing is deleted.
admin-enable = Enable account
admin-enable-lead = Lets the person sign in again.
admin-new-password = Ask for a new password
admin-new-password-lead = Signs the person out everywhere. At the next sign-in a new password has to be chosen.
admin-sign-out = End all sessions
admin-sign-out-lead = For a lost telephone or a computer left open. The password stays as it is.
admin-link = Make a password link
admin-link-lead = For somebody who forgot the password and cannot read email. You see the link once and hand it over yourself.
admin-no-second-factor-lead = For somebody who has lost both the telephone and the recovery codes. The password is enough then.
admin-link-made = The link is ready
admin-link-made-lead = Give it to { $email } and to nobody else: whoever has it chooses the password. It is shown only now, works once, and for seven days.
admin-delete = Delete account
admin-delete-lead = Takes the person’s data off this server for good. To keep somebody out for a while, disable the account instead.
admin-delete-sure = This deletes the account of { $name } ({ $email }). It cannot be undone.
admin-delete-signed-out = The person is signed out everywhere at once, and leaves the meeting they are in.
admin-delete-person = Name, email address and password are removed from the account.
admin-delete-messages = Their messages are taken back and their files removed, for everybody; a meeting that is going on may show them until it ends.
admin-delete-hosted = Nobody can enter the meetings they host any more. Whoever is in one now can stay until they leave.
admin-delete-attendance = Attendance stays with the meetings: the lists still say that somebody of this name was there, and when.
admin-delete-keep = Keep the account
admin-done-role = The role is changed.
admin-done-disable = The account is disabled.
admin-done-enable = The person can sign in again.
admin-done-new-password = The person is signed out and has to choose a new password.
admin-done-sign-out = The person is signed out everywhere.
admin-done-link = The link is ready.
admin-done-no-second-factor = The password is enough now.
admin-done-delete = The account is deleted.

# Invitations to open an account
admin-invitations = Invitations
invitations-lead = Whoever has an invitation opens an account, also while sign-up is by invitation only.
invitations-closed = Nobody may open an account at present, so invitations do not count. Change that under “Accounts and guests”.
invitations-no-mail = This server does not send mail yet: letters are files in the data folder. Better make a link.
invitations-none = There are no open invitations.
invitations-sent = { $count ->
    [0] No letter was sent.
    [one] 1 letter is being sent.
   *[other] { $count } letters are being sent.
}
invitations-known = { $count ->
    [one] 1 person has an account already.
   *[other] { $count } people have an account already.
}
invitations-back = Back to the invitations
invitation-for = { $count ->
    [one] A link, for 1 more person
   *[other] A link, for { $count } more people
}
invitation-until = Until
invitation-withdraw = Withdraw
invitation-withdraw-named = Withdraw the invitation: { $who }
invite-by-mail = Invite by mail
invite-by-link = Invite by link
invite-addresses = Email addresses
invite-addresses-hint = One on each line, or with commas between; at most { $max }. Each gets an own letter with a link.
invite-people = For how many people
invite-days = Counts for how many days
invite-range = From { $least } to { $most }.
invite-send = Send invitations
invite-make = Make the link
invite-link-made = Give it to those you mean and to nobody else: whoever has it opens an account. It is shown only now.

# Accounts for a class list
import = Import a list
import-lead = A table from your spreadsheet, saved as CSV, with names and email addresses. You see what becomes of each row before anything is done.
import-file = File
import-file-hint = The first line names the columns, as in “Name, Email”; at most { $max } rows.
import-look = Look through
import-found = { $rows ->
    [one] 1 row, { $new } of it new.
   *[other] { $rows } rows, { $new } of them new.
}
import-make = { $count ->
    [one] Create 1 account
   *[other] Create { $count } accounts
}
import-other = Choose another file
import-letters = Send each a letter with the link
import-letters-hint = With it they choose their passwords, within seven days. Without the tick you see the links once and hand them over yourself.
import-no-mail = This server does not send mail yet. Leave it out: you see the links once and hand them over yourself.
import-line = Line
import-becomes = What becomes of it
import-new = New account
import-known = Has an account already
import-twice = Stands further up already
import-made = { $count ->
    [one] 1 account is made.
   *[other] { $count } accounts are made.
}
import-letters-sent = The letters with the links are being sent.
import-links = Links to choose the passwords
import-links-lead = Give each person their own. They are shown only now, work once, and for seven days.
import-links-copy = Copy the table

rules-saved = The rules are saved.
rules-second-factor = Second factor is demanded of
rules-second-factor-hint = Whoever has none yet is signed out, and sets it up at the next sign-in. Calls go on.
rules-second-factor-nobody = Nobody
rules-second-factor-of = { $role ->
    [administrator] Administrators
    [organiser] Organisers and administrators
   *[member] Everybody
}
rules-registration = Who may open an account
registration-policy = { $policy ->
    [open] Everybody
    [invite] Only whom an administrator has invited
   *[closed] Nobody
}
rules-registration-hint = You can always make accounts yourself, under “People”.
rules-domains = Email domains
rules-domains-hint = One on each line, as in college.example, at most { $max }. Who opens an account needs an address there. Empty: any address will do.
rules-new-role = Role of new accounts
rules-new-role-hint = What people may do who open an account themselves.
rules-guests = People without an account may join meetings
rules-guests-hint = Each host can still ask for an account. Without this tick every meeting does.
rules-session-days = Sign in anew after (days)
rules-session-days-hint = From { $least } to { $most }. Holds for sign-ins from now on.

admin-audit-search = Name, email or address
admin-audit-kind = Kind
admin-audit-any = Everything
admin-audit-export = Download as CSV
admin-no-entries = There are no entries like this.
audit-at = When
audit-action = What
audit-by = Who
audit-about = About whom
audit-address = From where
audit-detail = Details
# What stands in the log, by its name there with lines for dots; a new one shows its name alone.
audit-word = { $action ->
    [account_password_changed] Password changed
    [account_session_ended] Sessions ended
    [account_create] Account made
    [account_disable] Account disabled
    [account_email_asked] Another email address asked for
    [account_email_changed] Email address changed
    [account_enable] Account enabled
    [account_password_chosen] Password chosen
    [account_password_due] New password asked for
    [account_password_forgotten] Password forgotten: link sent
    [account_password_link] Password link made
    [account_register] Account opened
    [account_register_invited] Account opened by invitation
    [account_invite] Invitation sent
    [account_invite_link] Invitation link made
    [account_invite_withdrawn] Invitation withdrawn
    [account_register_taken] Sign-up with a taken address
    [account_second_factor_on] Second factor turned on
    [account_second_factor_off] Second factor turned off
    [account_second_factor_failed] Wrong code at sign-in
    [account_recovery_codes] New recovery codes
    [account_role] Role given
    [account_setup] First administrator
    [account_sign_in] Signed in
    [account_sign_in_disabled] Sign-in refused: disabled
    [account_sign_in_failed] Sign-in failed
    [account_sign_out] Signed out
    [account_signed_out] All sessions ended
    [account_delete] Account deleted
    [audit_export] Audit log downloaded
    [meeting_ended] Meeting ended by an administrator
    [meeting_admit] Let into a meeting
    [meeting_block] Blocked from a meeting
    [meeting_cancel] Meeting cancelled
    [meeting_configure] Meeting settings changed
    [meeting_delete_message] Message deleted
    [meeting_deny] Refused at the door
    [meeting_lock] Meeting locked
    [meeting_remove] Removed from a meeting
    [meeting_reschedule] Meeting moved
    [meeting_schedule] Meeting scheduled
    [meeting_unlock] Meeting unlocked
    [record_export_chat] Conversation downloaded
    [record_export_csv] Attendance downloaded
    [record_export_json] Record downloaded
    [settings_accounts] Rules for accounts changed
    [server_backup] Backup made
    [retention_clear] Old data cleared away
   *[other] { $name }
}
audit-kind = { $kind ->
    [meeting] Meetings
    [record] Records
    [server] Server
    [settings] Settings
    [audit] Audit log
   *[account] Accounts
}

admin-meetings = Meetings
admin-system = System
admin-live = { $meetings ->
    [0] Nobody is in a meeting now.
    [one] { $people ->
        [one] 1 person in 1 meeting now.
       *[other] { $people } people in 1 meeting now.
    }
   *[other] { $people } people in { $meetings } meetings now.
}
admin-meeting-search = Title, code or host
admin-no-meetings = No meeting matches. Try fewer letters.
admin-no-meetings-yet = No meeting has been held yet. As soon as somebody enters one, it stands here.
admin-no-poor-meetings = Nobody’s connection was poor for a minute altogether in any meeting.
admin-meetings-which = Which meetings
admin-meetings-all = All meetings
admin-meetings-poor = With poor connections
admin-poor = poor connections for { $span } ({ $percent } % of the time)
admin-inside = { $count ->
    [one] 1 inside now
   *[other] { $count } inside now
}
admin-stars = rated { $stars } of 5
admin-end = End for everybody
admin-end-named = End { $title } for everybody
admin-meeting-ended = The meeting is over for everybody.
system-well = Everything works.
system-unwell = Something wants looking after: see what is marked below.
system-now = Now
system-people = In meetings
system-accounts = Accounts
system-memory = Memory in use
system-kept = What is kept
system-database = Database
system-database-well = takes writes
system-database-unwell = cannot be written to: check the disk, and that nobody else holds it
system-engine = Engine
system-size = Size of the database
system-disk = Disk of the data folder
system-disk-of = { $free } free of { $total }
system-recording = Attendance and chat
system-recording-well = written down as they happen
system-recording-stuck = wait to be written down; nothing is lost as long as the server runs
system-backup = Backup
system-backup-last = Last backup
system-backup-file = File
system-backup-none = There is no backup yet.
system-backup-now = Back up now
system-backup-told = { $told ->
    [done] The backup is made. Copy the file to another machine: a backup beside the data burns with it.
    [running] The backup takes a while. Reload this page in some minutes to see whether it is made.
   *[failed] The backup could not be made. Is there room on the disk? The server’s log says more.
}
system-backup-hint = The file holds everything: the database, files people sent, letters, and the key that exports are signed with. On the machine, “talkspace backup FILE” makes one, too. To restore, stop the server, run “talkspace restore FILE”, and start it again; what was there before is kept aside.
system-backup-database = The database is a server of its own: back it up with its own tools at the same time.
system-ways = How people reach it
system-address = Address
system-listen = Pages are served at
system-media = Audio and video go to
system-mail = Letters
system-mail-filed = become files in mail/ of the data folder; set smtp_url to send them
system-mail-sent = go out by the mail server
system-media-hint = Browsers must reach these addresses over UDP, or else TCP, on that port.
system-version = TalkSpace { $version }
system-since = running since
