# कॉलसोबतचे संभाषण.

## संदेशासोबत काय करता येते
room-chat-options = पर्याय
room-chat-reply = उत्तर द्या
room-chat-replying = याला उत्तर:
room-chat-reply-stop = उत्तर देऊ नका
room-chat-quote-gone = आधीचा एक संदेश
room-chat-delete = मागे घ्या
room-chat-delete-sure = खरोखर सर्वांसाठी मागे घ्यायचा?
room-chat-deleted = हा संदेश मागे घेण्यात आला.
room-chat-tally = { $reaction }: { $count }
room-chat-emoji = इमोजी
room-chat-earlier = आधीचे संदेश दाखवा
room-chat-new = नवीन
room-chat-find = संभाषणात शोधा
room-chat-found = { $count ->
    [0] काही सापडले नाही
    [one] { $count } सापडला
   *[other] { $count } सापडले
}
room-chat-finding = { $count } सापडले, शोध सुरू आहे…
room-refused-no-message = तो संदेश आता नाही, किंवा बदलण्याइतका नवा नाही.
