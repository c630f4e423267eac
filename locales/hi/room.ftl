# मीटिंग का पन्ना: जुड़ने से पहले, प्रतीक्षा, अंदर, बाद में।

## अपने उपकरण
room-microphone-off = माइक्रोफ़ोन बंद करें
room-microphone-on = माइक्रोफ़ोन चालू करें
room-camera-off = कैमरा बंद करें
room-camera-on = कैमरा चालू करें
room-camera = कैमरा
room-microphone = माइक्रोफ़ोन
room-speaker = स्पीकर
room-device-default = सामान्य उपकरण
room-device-numbered = { $device } { $number }
room-own-picture = आपकी तस्वीर
room-preview = दूसरे आपको ऐसे देखेंगे
room-camera-is-off = कैमरा बंद है
room-camera-is-on = कैमरा चालू है

## जुड़ने से पहले
room-door-join = अपनी तस्वीर और नाम देख लें, फिर अंदर आइए।
room-door-ask = मेज़बान आपको अंदर आने देंगे।
room-your-name = आपका नाम
room-passcode = पासकोड
room-join-now = अभी जुड़ें
room-ask-to-join = जुड़ने के लिए पूछें
room-getting-ready = तैयारी हो रही है…
room-have-account = खाता है? उससे यह मीटिंग आपके इतिहास में आएगी:
room-name-empty = कृपया अपना नाम लिखें, ताकि सब जान सकें कि आप कौन हैं।
room-name-too-long = नाम में अधिकतम 64 अक्षर हो सकते हैं। कृपया छोटा करें।
room-invitation = निमंत्रण लिंक
room-copy-link = लिंक कॉपी करें

## जब कुछ स्वीकार न हो
room-refused-version = TalkSpace का नया संस्करण चल रहा है। कृपया यह पन्ना फिर से खोलें।
room-refused-again = यह नहीं हो पाया। कृपया एक बार फिर कोशिश करें।
room-refused-not-allowed = यह केवल मेज़बान कर सकते हैं।
room-refused-gone = यह व्यक्ति अब यहाँ नहीं है।
room-refused-empty = भेजने के लिए अभी कुछ नहीं है। कृपया पहले कुछ लिखें।
room-refused-too-long = यह बहुत लंबा है। कृपया इसे छोटा करें या टुकड़ों में भेजें।
room-refused-too-fast = यह ज़रा जल्दी हो गया। कृपया थोड़ा रुककर फिर कोशिश करें।
room-refused-full = यह मीटिंग भर गई है। किसी के जाने के बाद फिर कोशिश करें।
room-refused-browser = आपका ब्राउज़र कॉल शुरू नहीं कर सका। कृपया उसे अपडेट करें या दूसरा ब्राउज़र आज़माएँ।
room-refused-not-stored = अभी यह सहेजा नहीं जा सका। कृपया फिर कोशिश करें।

## प्रतीक्षा
room-waiting-knocking = अंदर आने के लिए पूछा जा रहा है
room-waiting-knocking-why = मेज़बान को पता है कि आप यहाँ हैं। अनुमति मिलते ही आप अपने-आप अंदर आ जाएँगे।
room-waiting-host = मेज़बान अभी नहीं आए हैं
room-waiting-host-why = यह पेज खुला रखें: होस्ट के आते ही यह अपने आप आगे बढ़ेगा।
room-leave = बाहर जाएँ

## कमरा
room-stage = मीटिंग
room-controls = मीटिंग के बटन
room-elapsed = अवधि
room-people-here = { $count ->
    [one] यहाँ { $count } व्यक्ति
   *[other] यहाँ { $count } लोग
}
room-alone = आप सबसे पहले आए हैं
room-alone-next = जिन्हें आना है, उन्हें यह लिंक भेजें।
room-reconnecting = आपका संपर्क टूट गया। हम आपको वापस ला रहे हैं…
room-dismiss = हटाएँ
room-close = बंद करें
room-you = आप
room-your-screen = आपकी स्क्रीन
room-screen-of = { $name } की स्क्रीन
room-screen-coming = साझा स्क्रीन आ रही है…
room-sharing = आप अपनी स्क्रीन साझा कर रहे हैं
room-sharing-paused = आपका साझा करना रुका हुआ है: दूसरों को स्थिर तस्वीर दिखती है
room-sharing-controls = आपका साझा करना
room-sharing-pause = थोड़ी देर रोकें
room-sharing-resume = फिर शुरू करें
room-sharing-stop = बंद करें
room-content-text = पाठ
room-content-motion = गति
room-content-text-hint = साफ़ अक्षर, प्रति सेकंड कम तस्वीरें
room-content-motion-hint = वीडियो और एनिमेशन के लिए सहज तस्वीरें
room-screen-paused = थोड़ी देर रुकी है
room-screen-own = दूसरों को यहाँ आपकी स्क्रीन दिखती है।
room-allow-marks = निशान लगाने दें
room-allow-marks-hint = दूसरे आपकी स्क्रीन पर बना सकते और इशारा कर सकते हैं। जो वे बनाते हैं, अपने आप मिट जाता है।
room-sharing-marked = { $others ->
    [0] { $name } आपकी स्क्रीन पर निशान लगा रहे हैं
   *[other] { $name } और { $others } अन्य आपकी स्क्रीन पर निशान लगा रहे हैं
}
room-screen-own-marks = दूसरे आपकी स्क्रीन पर जो निशान लगाते हैं, यहाँ दिखता है।
room-mark-tools = बनाने के औज़ार
room-mark-pen = हाथ से बनाएँ
room-mark-arrow = तीर बनाएँ
room-mark-pointer = इशारा करें
room-key-pointer = साझा स्क्रीन पर इशारा हिलाएँ (इशारा करें चालू हो तब)
room-is-muted = माइक्रोफ़ोन बंद
room-is-unmuted = माइक्रोफ़ोन चालू
room-is-speaking = बोल रहे हैं
room-is-away = फिर जुड़ रहे हैं…
room-shares-screen = स्क्रीन साझा कर रहे हैं
room-pin = पिन करें
room-unpin = पिन हटाएँ

## बटन
room-screen-share = स्क्रीन साझा करें
room-screen-stop = साझा करना रोकें
room-hand-raise = हाथ उठाएँ
room-hand-lower = हाथ नीचे करें
room-layout = सजावट
room-layout-grid = जाल
room-layout-speaker = वक्ता
room-pages = मंच के पन्ने
room-page-before = पिछला पन्ना
room-page-next = अगला पन्ना
room-page-of = { $pages } में से { $page }
room-hide-me = मेरी तस्वीर छिपाएँ
room-hide-without-video = बिना वीडियो वालों को छिपाएँ
room-full-screen = पूरी स्क्रीन
room-browser-refused = आपका ब्राउज़र यहाँ इसकी अनुमति नहीं देता।
room-picture-window = अलग छोटी खिड़की में दिखाएँ
room-people = लोग
room-chat = चैट
room-settings = सेटिंग
room-details = मीटिंग का विवरण
room-more = और
room-leave-meeting = मीटिंग छोड़ें
room-end-for-all = सबके लिए समाप्त करें

## कीबोर्ड
room-keys = कीबोर्ड
room-key-microphone = माइक्रोफ़ोन चालू या बंद
room-key-camera = कैमरा चालू या बंद
room-key-talk = बोलने के लिए दबाए रखें
room-key-close = पैनल या मेन्यू बंद करें
room-key-list = यह सूची

## लोग
room-in-meeting = मीटिंग में
room-host = मेज़बान
room-co-host = सह-मेज़बान
room-guest = मेहमान
room-knocks = अंदर आने की प्रतीक्षा में
room-wants-in = अंदर आना चाहते हैं
room-knocks-more = { $count ->
    [one] और { $count } व्यक्ति
   *[other] और { $count } लोग
}
room-admit = आने दें
room-deny = मना करें
room-admit-all = सबको आने दें

## चैट
room-messages = बातचीत
room-chat-empty = सबके लिए संदेश यहाँ दिखेंगे। बाद में आने वाले भी इन्हें पढ़ सकेंगे।
room-chat-to = किसे
room-chat-everyone = सबको
room-chat-hosts = मेज़बानों को
room-chat-to-hosts = केवल मेज़बानों को
room-chat-to-person = केवल { $name } को
room-chat-to-you = केवल आपको
room-chat-gone = { $name } (जा चुके हैं)
room-chat-left = { $name } जा चुके हैं। चुनें कि किसे लिखना है; आपका लिखा हुआ बना रहेगा।
room-message-hint-private = निजी संदेश
room-message = संदेश
room-message-hint = सबको संदेश लिखें
room-send = भेजें
room-message-pending = भेजा जा रहा है…
room-message-retry = फिर भेजें
room-message-too-long = { $over ->
    [one] एक संदेश में { $limit } अक्षर हो सकते हैं; इसमें { $over } अधिक है। कृपया छोटा करें या टुकड़ों में भेजें।
   *[other] एक संदेश में { $limit } अक्षर हो सकते हैं; इसमें { $over } अधिक हैं। कृपया छोटा करें या टुकड़ों में भेजें।
}
room-unread = { $count ->
    [one] { $count } नया संदेश
   *[other] { $count } नए संदेश
}

## मीटिंग का विवरण
room-details-title = शीर्षक
room-details-code = मीटिंग कोड

## बोलकर बताया जाता है
room-said-joined = { $others ->
    [0] { $name } जुड़े।
    [one] { $name } और { $others } अन्य जुड़े।
   *[other] { $name } और { $others } अन्य जुड़े।
}
room-said-left = { $others ->
    [0] { $name } चले गए।
    [one] { $name } और { $others } अन्य चले गए।
   *[other] { $name } और { $others } अन्य चले गए।
}
room-said-wrote = { $name } का नया संदेश।
room-said-wrote-privately = { $name } का नया निजी संदेश।

## बाद में
room-after-left = आप मीटिंग से बाहर आ गए
room-after-left-next = मीटिंग चल रही है; वापसी का रास्ता खुला है।
room-after-ended = मीटिंग समाप्त हो गई
room-after-ended-next = यह सबके लिए समाप्त की गई। शामिल होने के लिए धन्यवाद।
room-after-denied = इस बार आपको अंदर नहीं आने दिया गया
room-after-denied-next = यदि यह भूल थी, तो मेज़बान से बात करके फिर कोशिश करें।
room-after-removed = आपको मीटिंग से हटाया गया
room-after-removed-next = यदि आपको लगता है कि यह भूल थी, तो कृपया मेज़बान से बात करें।
room-after-elsewhere = आप इस मीटिंग में कहीं और जुड़े हैं
room-after-elsewhere-next = कॉल दूसरी खिड़की या दूसरे उपकरण पर चल रही है।
room-after-lost = संपर्क टूट गया
room-after-lost-next = हमने कुछ देर कोशिश की, पर सफल नहीं हुए। अपना नेटवर्क देखें, फिर से जुड़ें।
room-after-stay = आप { $span } तक वहाँ थे।
room-after-people = { $count ->
    [one] { $count } व्यक्ति था
   *[other] { $count } लोग थे
}
room-after-chat = बातचीत और फ़ाइलें
room-after-chat-empty = कुछ नहीं लिखा गया।
room-after-how = कॉल कैसी रही?
room-after-stars = { $count ->
    [one] { $count } तारा
   *[other] { $count } तारे
}
room-after-remark = क्या बिगड़ा, या क्या अच्छा रहा? (ज़रूरी नहीं)
room-after-rate = बताएँ
room-after-thanks = धन्यवाद। यह इस सर्वर के व्यवस्थापक के लिए रखा गया है।
room-rejoin = फिर जुड़ें
room-after-waiting = अब आप प्रतीक्षा में नहीं हैं
room-after-waiting-next = आप कभी भी फिर से अंदर आने के लिए पूछ सकते हैं।
room-ask-again = फिर से पूछें
