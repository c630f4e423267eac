# The list of people, what hosts do in a meeting, and what they decide about it.

## The list
room-people-search = Search people
room-people-none = Nobody here has that name.
room-people-found = { $found } of { $count }
room-hands-raised = { $count ->
    [one] 1 hand raised
   *[other] { $count } hands raised
}
room-presenter = Presenter
room-viewer = Viewer
room-acting = Co-host until a host is back

## For everyone at once
room-for-everyone = For everyone
room-mute-all = Mute all
room-lower-all = Lower all hands
room-lock = Lock meeting
room-unlock = Unlock meeting

## What can be done with one person
room-more-actions = More actions for { $name }
room-do-write = Write privately
room-do-mute = Mute
room-do-ask-unmute = Ask to unmute
room-do-camera-off = Turn off camera
room-do-stop-sharing = Stop sharing
room-do-lower-hand = Lower hand
room-do-spotlight = Spotlight
room-do-end-spotlight = Remove spotlight
room-do-mute-others = Mute everyone else
room-do-co-host = Make co-host
room-do-no-co-host = Remove as co-host
room-do-presenter = Make presenter
room-do-participant = Make participant
room-do-viewer = Make viewer
room-do-host = Make host
room-do-rename = Rename
room-do-remove = Remove
room-do-block = Remove and block

## Before it is done
room-cancel = Cancel
room-save = Save
room-rename = Rename { $name }
room-new-name = New name
room-sure-host = Make { $name } the host?
room-sure-host-means = { $name } will lead the meeting from then on, and you become a co-host.
room-sure-remove = Remove { $name }?
room-sure-remove-means = { $name } leaves the meeting at once and may ask to come in again after a minute.
room-sure-block = Remove and block { $name }?
room-sure-block-means = { $name } leaves the meeting at once and cannot come back to it, now or later.

## Somebody else did it
room-asked-to-unmute = { $name } asks you to unmute.
room-unmute = Unmute
room-not-now = Not now
room-stopped-microphone = { $name } muted you. You can turn your microphone on again when you want to speak.
room-stopped-microphone-hand = { $name } muted you. Raise your hand when you want to speak.
room-stopped-camera = { $name } turned your camera off. You can turn it on again when you like.
room-stopped-screen = { $name } stopped your sharing.
room-muted-on-entry = Everyone comes into this meeting muted. Unmute when you want to speak.
room-muted-on-entry-hand = Everyone comes into this meeting muted. Raise your hand when you want to speak.
room-rule-microphone = Your microphone is off: only hosts can unmute at the moment. Raise your hand when you want to speak.
room-rule-camera = Your camera is off, because you are here as a viewer.
room-rule-screen = Your sharing has ended: only hosts and presenters can share at the moment.
room-said-hand-lowered = { $name } lowered your hand.
room-you-are-spotlit = You are in the spotlight: everyone sees you large.
room-you-are-not-spotlit = You are no longer in the spotlight.
room-role-host = { $name } made you the host. You lead the meeting now.
room-role-co-host = { $name } made you a co-host. You can let people in and help to run the meeting.
room-role-presenter = { $name } made you a presenter. You can always speak and share.
room-role-participant = { $name } made you a participant.
room-role-viewer = { $name } made you a viewer. You see and hear everything.
room-renamed = You are called { $name } here now.
room-role-acting = No host is here, so you look after the meeting until one is back.
room-role-acting-over = A host is back. Thank you for looking after the meeting.
room-did-lock = { $name } locked the meeting. Nobody new can come in.
room-did-unlock = { $name } unlocked the meeting.
room-did-title = { $name } gave the meeting a new title.
room-did-settings = { $name } changed the settings of the meeting.
room-did-share-on = { $name } lets everyone share their screen.
room-did-share-off = { $name } lets only hosts and presenters share for now.
room-did-chat-on = { $name } opened the chat for everyone.
room-did-chat-off = { $name } lets only hosts and presenters write for now.
room-did-chat-privately-on = { $name } lets everyone write to each other privately.
room-did-chat-privately-off = { $name } turned private messages off for now. You can still write to the hosts.
room-did-files-on = { $name } lets everyone send files.
room-did-files-off = { $name } turned sending files off for now.
room-did-unmute-on = { $name } lets everyone unmute.
room-did-unmute-off = { $name } lets only hosts and presenters unmute for now.
room-did-rename-on = { $name } lets everyone change their own name.
room-did-rename-off = { $name } lets nobody change their own name for now.
room-did-react-on = { $name } turned reactions on for everyone.
room-did-react-off = { $name } turned reactions off for now.

## Why something cannot be done
room-may-not-viewer = You are here as a viewer: you see and hear everything. Raise your hand if you want to take part.
room-may-not-unmute = Only hosts can unmute at the moment. Raise your hand when you want to speak.
room-may-not-camera = You are here as a viewer, without a camera.
room-may-not-share = Only hosts and presenters can share at the moment.
room-may-not-chat = Only hosts can write at the moment.
room-may-not-chat-privately = Private messages between participants are switched off. You can write to the hosts.
room-may-not-files = Sending files is switched off.
room-may-not-rename = Names cannot be changed at the moment.

## Meeting settings
room-meeting-settings = This meeting
room-title-empty = Please give the meeting a title.
room-title-too-long = A title may have at most 120 characters. Please shorten it.
room-templates = Ready-made settings
room-template-discussion = Discussion
room-template-discussion-hint = Everyone may speak, share and write. Guests ask to come in.
room-template-lecture = Lecture
room-template-lecture-hint = Everyone comes in muted; hosts and presenters speak and share.
room-template-office-hours = Office hours
room-template-office-hours-hint = Everyone waits outside until they are called in.
room-the-door = The door
room-waiting-room = Waits to be let in
room-waiting-room-nobody = Nobody
room-waiting-room-guests = Guests
room-waiting-room-everyone = Everyone
room-sign-in-required = Only with an account
room-sign-in-required-hint = Guests cannot come in.
room-locked = Locked
room-locked-hint = Nobody new comes in until you unlock it.
room-passcode-there = This meeting has a passcode. A new one takes its place.
room-passcode-saved = The passcode is set. Tell it to those you expect, and note it down: it cannot be shown again.
room-passcode-gone = The passcode is gone. The link is enough again.
room-everyone-may = Everyone may
room-switch-share = Share the screen
room-switch-share-hint = Otherwise only hosts and presenters.
room-switch-chat = Write in the chat
room-switch-chat-hint = Reading is always possible.
room-switch-chat-privately = Write privately
room-switch-chat-privately-hint = One to one. To the hosts it is always possible.
room-switch-files = Send files
room-switch-files-hint = Pictures and documents in the chat.
room-switch-unmute = Unmute themselves
room-switch-unmute-hint = Who is speaking may finish; others ask by raising a hand.
room-switch-rename = Change their name
room-switch-rename-hint = Hosts can always rename.
room-switch-react = Send reactions
room-switch-react-hint = Hearts, applause and the like.
room-coming-and-going = Coming and going
room-switch-mute-on-entry = Mute on entry
room-switch-mute-on-entry-hint = Nobody comes in with an open microphone.
room-switch-sounds = Sounds
room-switch-sounds-hint = A soft tone when somebody comes or goes.
room-switch-read-afterwards = Read afterwards
room-switch-read-afterwards-hint = Whoever was there can read the chat and get its files after the call.
