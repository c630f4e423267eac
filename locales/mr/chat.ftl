# कॉलसोबतचे संभाषण.

## संदेशासोबत काय करता येते
room-chat-options = पर्याय
room-chat-reply = उत्तर द्या
room-chat-replying = याला उत्तर:
room-chat-reply-stop = उत्तर देऊ नका
room-chat-quote-gone = आधीचा एक संदेश
room-chat-delete = मागे घ्या
room-chat-delete-sure = खरोखर सर्वांसाठी मागे घ्यायचा?
room-chat-delete-other = सर्वांसाठी हटवा
room-chat-delete-other-sure = खरोखर सर्वांसाठी हटवायचा?
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

## Files
room-file-attach = फाइल जोडा
room-file-tray = तुमच्या मजकुरासोबत जाणाऱ्या फाइल
room-file-drop = { $name } काढा
room-file-drop-here = इथे सोडा
room-file-progress = { $name } जात आहे
room-file-again = पुन्हा प्रयत्न करा
room-file-download = { $name } डाउनलोड करा
room-file-bytes = { $count ->
    [one] { $count } बाइट
   *[other] { $count } बाइट
}
room-file-kb = { $size } KB
room-file-mb = { $size } MB
room-file-gb = { $size } GB
room-file-not-here = तुम्ही मीटिंगमध्ये असतानाच फाइल पाठवता येतात.
room-file-empty = ही फाइल रिकामी आहे, किंवा हा फोल्डर आहे.
room-file-too-big = ही फाइल खूप मोठी आहे. { $limit } पर्यंत पाठवता येते; मोठी फाइल दुसरीकडे ठेवा आणि तिचा दुवा पाठवा.
room-file-too-much = एका मीटिंगमध्ये एक व्यक्ती जितके पाठवू शकते तितके तुम्ही पाठवले आहे. त्याऐवजी दुवा पाठवा.
room-file-too-fast = एकाच वेळी खूप फाइल. थोडे थांबा आणि पुन्हा प्रयत्न करा.
room-file-failed = फाइल पोहोचली नाही.
room-refused-no-file = फाइल आता तिथे नाही. हा संदेश सोडा आणि फाइल पुन्हा जोडा.
