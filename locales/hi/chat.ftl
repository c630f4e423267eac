# कॉल के साथ चलती बातचीत।

## संदेश के साथ क्या किया जा सकता है
room-chat-options = विकल्प
room-chat-reply = जवाब दें
room-chat-replying = इसका जवाब:
room-chat-reply-stop = जवाब न दें
room-chat-quote-gone = पहले का एक संदेश
room-chat-delete = वापस लें
room-chat-delete-sure = सचमुच सबके लिए वापस लें?
room-chat-delete-other = सबके लिए हटाएँ
room-chat-delete-other-sure = सचमुच सबके लिए हटाएँ?
room-chat-deleted = यह संदेश वापस ले लिया गया।
room-chat-tally = { $reaction }: { $count }
room-chat-emoji = इमोजी
room-chat-earlier = पहले के संदेश दिखाएँ
room-chat-new = नए
room-chat-find = बातचीत में खोजें
room-chat-found = { $count ->
    [0] कुछ नहीं मिला
    [one] { $count } मिला
   *[other] { $count } मिले
}
room-chat-finding = { $count } मिले, खोज जारी है…
room-refused-no-message = वह संदेश अब नहीं है, या इतना पुराना है कि बदला नहीं जा सकता।

## Files
room-file-attach = फ़ाइल जोड़ें
room-file-tray = आपके लिखे के साथ जाने वाली फ़ाइलें
room-file-drop = { $name } को हटाएँ
room-file-drop-here = यहाँ छोड़ें
room-file-progress = { $name } जा रही है
room-file-again = फिर से कोशिश करें
room-file-download = { $name } डाउनलोड करें
room-file-bytes = { $count ->
    [one] { $count } बाइट
   *[other] { $count } बाइट
}
room-file-kb = { $size } KB
room-file-mb = { $size } MB
room-file-gb = { $size } GB
room-file-not-here = फ़ाइलें तभी भेजी जा सकती हैं जब आप मीटिंग में हों।
room-file-empty = यह फ़ाइल खाली है, या यह एक फ़ोल्डर है।
room-file-too-big = यह फ़ाइल बहुत बड़ी है। { $limit } तक भेजी जा सकती है; बड़ी फ़ाइल कहीं और रखें और उसका लिंक भेजें।
room-file-too-much = एक मीटिंग में एक व्यक्ति जितना भेज सकता है, आप भेज चुके हैं। इसके बजाय लिंक भेजें।
room-file-too-fast = एक साथ बहुत सारी फ़ाइलें। थोड़ा रुकें और फिर से कोशिश करें।
room-file-failed = फ़ाइल नहीं पहुँची।
room-refused-no-file = फ़ाइल अब वहाँ नहीं है। इस संदेश को छोड़ें और फ़ाइल फिर से जोड़ें।
