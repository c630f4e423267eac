# What people tell each other without words, and who waits at the door.

## At the door
room-note = Message to the host (optional)
room-line-too-long = This may have at most { $limit } characters. Please shorten it.
room-door-account = This meeting is for people with an account. Sign in or create one; you come straight back here.
room-needs-account = This meeting is for people with an account now. Please sign in, then come back.
room-needs-cookie = Your browser keeps no cookies for this page. Allow them, load the page again, and come in.
room-refused-denied = A host has not let you in just now. Please wait a minute, then ask again.
room-refused-blocked = You cannot come into this meeting. If you think that is a mistake, please talk to the host.

## Waiting
room-waiting-locked = The meeting is locked
room-waiting-locked-why = Nobody new comes in for now. Keep this page open: it goes on by itself when a host unlocks it.
room-waiting-before = { $count ->
    [0] You are next.
    [one] 1 person is before you.
   *[other] { $count } people are before you.
}
room-waiting-message = Message from the host
room-ask-again-in = You can ask again in { $wait }.
room-ask-again-now = You can ask again now.

## For those who let in
room-tell-waiting = Message to those who wait
room-told = They read: “{ $text }”
room-told-nothing = They see no message now.

## Hands
room-hand-place = Your hand is raised. You are number { $place } in the queue.
room-hand-place-of = hand raised, number { $place } in the queue
room-key-hand = Raise or lower your hand

## Reactions
room-react = React
room-react-off = Reactions are switched off in this meeting
room-reaction = { $reaction ->
    [thumbs-up] Thumbs up
    [clap] Applause
    [heart] Heart
    [laugh] Laughter
    [surprise] Surprise
   *[celebrate] Celebration
}

## How well the call works
room-quality = { $quality ->
    [lossy] { $name }’s connection loses sound and picture
    [slow] { $name }’s connection is slow
   *[broken] Next to nothing comes through from { $name }
}
room-own-quality = { $quality ->
    [lossy] Your connection loses sound and picture.
    [slow] Your connection is slow.
   *[broken] Next to nothing comes through on your connection.
} { $camera ->
    [on] Turning the camera off helps.
   *[off] Being closer to the Wi-Fi, or a cable, helps.
}
room-strained = This computer is very busy, so others get a smaller picture of you. Closing other programs and tabs helps. So does turning off your camera’s background effects.

## Said aloud
room-said-who = { $others ->
    [0] { $name }
    [one] { $name } and 1 other
   *[other] { $name } and { $others } others
}
room-said-hand-raised = { $who } raised a hand.
room-said-hand-down = { $who } lowered a hand.
room-said-shares = { $who } started sharing a screen.
room-said-stopped-sharing = { $who } stopped sharing.
room-in-spotlight = In the spotlight
room-said-spotlight = { $who } is in the spotlight.
room-said-role = { $role ->
    [host] Host now: { $who }.
    [co_host] Co-host now: { $who }.
    [presenter] Presenter now: { $who }.
    [viewer] Viewer now: { $who }.
   *[participant] Participant now: { $who }.
}
room-said-reacted = { $who } reacted with { $reaction ->
    [thumbs-up] a thumbs up
    [clap] applause
    [heart] a heart
    [laugh] laughter
    [surprise] surprise
   *[celebrate] a celebration
}.
