# Camera, microphone, speaker and the way to the server: what is wrong, and how to try them.

## When a device cannot be used. $what is camera, microphone or both; $browser is chrome, firefox, safari, android or ios.
device-denied =
    Your browser blocked { $what ->
        [camera] the camera
        [microphone] the microphone
       *[both] the camera and the microphone
    }. { $browser ->
        [firefox] Click the crossed-out symbol at the left of the address, remove the block there, and turn it on again here.
        [safari] Click Safari in the menu bar, choose Settings for this website, and set it to Allow.
        [android] Tap the symbol at the left of the address, then Permissions, and allow it.
        [ios] Tap the symbol beside the address, then Website Settings, and choose Allow.
       *[chrome] Click the { $what ->
            [microphone] microphone
           *[both] camera
        } icon in the address bar and choose Allow.
    }
device-missing = { $what ->
    [camera] We cannot find a camera. Plug one in, then turn it on here.
    [microphone] We cannot find a microphone. Plug one in, then turn it on here.
   *[both] We cannot find a camera or a microphone. Plug one in, then turn it on here.
}
device-busy = { $what ->
    [camera] Another program is using the camera. Close it, then turn the camera on again here.
    [microphone] Another program is using the microphone. Close it, then turn the microphone on again here.
   *[both] Another program is using the camera and the microphone. Close it, then turn them on again here.
}
device-failed = { $what ->
    [camera] The camera did not start. Unplug it and plug it in again, or choose another one.
    [microphone] The microphone did not start. Unplug it and plug it in again, or choose another one.
   *[both] The camera and the microphone did not start. Unplug them and plug them in again, or choose others.
}
device-unsupported = Camera and microphone work only on a secure page. Open this meeting with an address that begins with https.
device-join-all-the-same = You can join all the same: you will see, hear and chat.

## In the call
device-replaced = { $what ->
    [camera] Your camera was disconnected. We now use { $device }.
   *[microphone] Your microphone was disconnected. We now use { $device }.
}
device-replaced-unnamed = { $what ->
    [camera] Your camera was disconnected. We now use another one.
   *[microphone] Your microphone was disconnected. We now use another one.
}
device-gone = { $what ->
    [camera] Your camera was disconnected and there is no other, so nobody sees you. Plug one in, then turn the camera on.
   *[microphone] Your microphone was disconnected and there is no other, so you are muted. Plug one in, then turn the microphone on.
}
device-speaking-muted = { $keyboard ->
    [no] You are muted, so nobody hears you.
   *[yes] You are muted, so nobody hears you. Press Unmute or Ctrl+D, or hold Space while you speak.
}
device-unmute = Unmute
device-speaking-muted-hand = You are muted, so nobody hears you. Only hosts can unmute at the moment.

## Trying everything before joining
checkup = Test your sound and connection
checkup-speaker = Speaker
checkup-speaker-play = Play a sound
checkup-speaker-hint = A short melody on the speaker you chose.
checkup-speaker-on = Playing…
checkup-speaker-over = Did you hear it? If not, turn the volume up or choose another speaker.
checkup-speaker-failed = This browser cannot play the test sound. In the meeting you may hear all the same.
checkup-voice = Your voice
checkup-voice-record = Record and listen
checkup-voice-hint = We record four seconds and play them back to you alone.
checkup-voice-opening = Opening the microphone…
checkup-voice-recording = Say something now…
checkup-voice-playing = This is how you sound…
checkup-voice-over = Did you hear yourself? If not, choose another microphone or speaker.
checkup-voice-silent = We heard nothing. Is the microphone switched off at its cable, or is it another one that you use?
checkup-voice-failed = This browser cannot record. In the meeting others may hear you all the same.
checkup-stop = Stop
checkup-network = Connection
checkup-network-test = Test connection
checkup-network-hint = Whether sound and picture reach the server, and how fast.
checkup-network-running = Testing. This takes a few seconds…
checkup-network-udp = Your connection works well.
checkup-network-tcp = Sound and picture take a detour here (TCP, because UDP is blocked): it works, but may be less smooth.
checkup-network-blocked = Sound and picture cannot reach the server from here. Try another network, or ask whoever looks after this one to open port { $port } for UDP and TCP.
checkup-network-slow = Your connection is slow: others may see and hear you late.
checkup-network-busy = Many people are testing just now. Please try again in a few seconds.
checkup-network-offline = The server does not answer. Check your network connection and try again.
checkup-network-no-calls = This browser cannot make calls, or calls are switched off in it. Try a current Firefox, Chrome, Edge or Safari.
checkup-network-trip = Round trip: { $ms } ms.
