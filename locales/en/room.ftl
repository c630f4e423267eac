# The meeting page: before joining, waiting, inside, afterwards.

## Own devices
room-microphone-off = Turn off microphone
room-microphone-on = Turn on microphone
room-camera-off = Turn off camera
room-camera-on = Turn on camera
room-camera = Camera
room-microphone = Microphone
room-speaker = Speaker
room-device-default = Standard device
room-device-numbered = { $device } { $number }
room-own-picture = Your picture
room-preview = How others will see you
room-camera-is-off = Camera is off
room-camera-is-on = Camera is on

## Before joining
room-door-join = Check your picture and your name, then come in.
room-door-ask = The host will let you in.
room-your-name = Your name
room-passcode = Passcode
room-join-now = Join now
room-ask-to-join = Ask to join
room-getting-ready = Getting ready…
room-have-account = Have an account? With it, this meeting comes into your history:
room-name-empty = Please type your name, so that the others know who you are.
room-name-too-long = Your name may have at most 64 characters. Please shorten it.
room-invitation = Invitation link
room-copy-link = Copy link

## When something is refused
room-refused-version = A newer version of TalkSpace is running. Please reload this page.
room-refused-again = That did not work. Please try once more.
room-refused-not-allowed = Only a host can do that.
room-refused-gone = This person is not here any more.
room-refused-empty = There is nothing to send yet. Please write something first.
room-refused-too-long = This is too long. Please shorten it or send it in parts.
room-refused-too-fast = That was a little too fast. Please wait a moment and try again.
room-refused-full = This meeting is full. Please try again when somebody has left.
room-refused-browser = Your browser could not start the call. Please update it, or try another one.
room-refused-not-stored = This could not be saved just now. Please try again.

## Waiting
room-waiting-knocking = Asking to be let in
room-waiting-knocking-why = The host knows that you are here. You come in by yourself as soon as you are admitted.
room-waiting-host = The host is not here yet
room-waiting-host-why = Keep this page open: it goes on by itself when the host comes.
room-leave = Leave

## The room
room-stage = Meeting
room-controls = Meeting controls
room-elapsed = Duration
room-people-here = { $count ->
    [one] 1 here
   *[other] { $count } here
}
room-alone = You are the first one here
room-alone-next = Send this link to those who should come.
room-reconnecting = Your connection was lost. We are bringing you back…
room-dismiss = Dismiss
room-close = Close
room-you = You
room-your-screen = Your screen
room-screen-of = Screen of { $name }
room-screen-coming = The shared screen is coming…
room-sharing = You are sharing your screen
room-sharing-paused = Your sharing is paused: the others see a still picture
room-sharing-controls = Your sharing
room-sharing-pause = Pause
room-sharing-resume = Resume
room-sharing-stop = Stop
room-content-text = Text
room-content-motion = Motion
room-content-text-hint = Sharp letters, fewer pictures a second
room-content-motion-hint = Smooth pictures for video and animation
room-screen-paused = Paused
room-screen-own = The others see your screen here.
room-allow-marks = Let others draw
room-allow-marks-hint = Others can draw and point on your screen. What they draw fades by itself.
room-sharing-marked = { $others ->
    [0] { $name } is drawing on your screen
   *[other] { $name } and { $others } more are drawing on your screen
}
room-screen-own-marks = What others draw on your screen shows here.
room-mark-tools = Drawing tools
room-mark-pen = Draw
room-mark-arrow = Draw an arrow
room-mark-pointer = Point
room-key-pointer = Move the pointer on a shared screen, with Point
room-is-muted = muted
room-is-unmuted = microphone on
room-is-speaking = speaking
room-is-away = reconnecting…
room-shares-screen = sharing the screen
room-pin = Pin
room-unpin = Unpin

## Controls
room-screen-share = Share screen
room-screen-stop = Stop sharing
room-hand-raise = Raise hand
room-hand-lower = Lower hand
room-layout = Layout
room-layout-grid = Grid
room-layout-speaker = Speaker
room-pages = Pages of the stage
room-page-before = Previous page
room-page-next = Next page
room-page-of = { $page } of { $pages }
room-hide-me = Hide my picture
room-hide-without-video = Hide people without video
room-full-screen = Full screen
room-browser-refused = Your browser does not allow that here.
room-picture-window = Picture in picture
room-people = People
room-chat = Chat
room-settings = Settings
room-details = Meeting details
room-more = More
room-leave-meeting = Leave meeting
room-end-for-all = End for all

## Keyboard
room-keys = Keyboard
room-key-microphone = Microphone on or off
room-key-camera = Camera on or off
room-key-talk = Hold to talk while muted
room-key-close = Close a panel or menu
room-key-list = This list

## People
room-in-meeting = In the meeting
room-host = Host
room-co-host = Co-host
room-guest = Guest
room-knocks = Waiting to come in
room-wants-in = wants to come in
room-knocks-more = { $count ->
    [one] and 1 other
   *[other] and { $count } others
}
room-admit = Admit
room-deny = Deny
room-admit-all = Admit all

## Chat
room-messages = Conversation
room-chat-empty = Messages to everyone will be here. They stay readable for whoever comes later.
room-chat-to = To
room-chat-everyone = Everyone
room-chat-hosts = Hosts
room-chat-to-hosts = to the hosts only
room-chat-to-person = only to { $name }
room-chat-to-you = only to you
room-chat-gone = { $name } (has left)
room-chat-left = { $name } has left. Choose whom to write to; what you typed stays.
room-message-hint-private = Private message
room-message = Message
room-message-hint = Message everyone
room-send = Send
room-message-pending = Sending…
room-message-retry = Send again
room-message-too-long = { $over ->
    [one] A message may have { $limit } characters; this one has 1 too many. Please shorten it or send it in parts.
   *[other] A message may have { $limit } characters; this one has { $over } too many. Please shorten it or send it in parts.
}
room-unread = { $count ->
    [one] 1 new message
   *[other] { $count } new messages
}

## Meeting details
room-details-title = Title
room-details-code = Meeting code

## Said aloud
room-said-joined = { $others ->
    [0] { $name } joined.
    [one] { $name } and 1 other joined.
   *[other] { $name } and { $others } others joined.
}
room-said-left = { $others ->
    [0] { $name } left.
    [one] { $name } and 1 other left.
   *[other] { $name } and { $others } others left.
}
room-said-wrote = New message from { $name }.
room-said-wrote-privately = New private message from { $name }.

## Afterwards
room-after-left = You left the meeting
room-after-left-next = It goes on without you; the way back is open.
room-after-ended = The meeting has ended
room-after-ended-next = It was ended for everyone. Thank you for being there.
room-after-denied = You were not let in this time
room-after-denied-next = If that was a mistake, ask the host and try again.
room-after-removed = You were removed from the meeting
room-after-removed-next = If you think that was a mistake, please talk to the host.
room-after-elsewhere = You are in this meeting somewhere else
room-after-elsewhere-next = The call went on in another window or on another device.
room-after-lost = The connection was lost
room-after-lost-next = We tried for a while without success. Check your network, then join again.
room-after-stay = You were there for { $span }.
room-after-people = { $count ->
    [one] 1 person was there
   *[other] { $count } people were there
}
room-after-chat = Conversation and files
room-after-chat-empty = Nothing was written.
room-after-how = How was the call?
room-after-stars = { $count ->
    [one] 1 star
   *[other] { $count } stars
}
room-after-remark = What went wrong, or well? (optional)
room-after-rate = Tell us
room-after-thanks = Thank you. It is kept for the administrator of this server.
room-rejoin = Rejoin
room-after-waiting = You are not waiting any more
room-after-waiting-next = You can ask to come in again at any time.
room-ask-again = Ask again
