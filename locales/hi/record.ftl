# The record of a meeting
record = रिकॉर्ड
record-of = { $title } का रिकॉर्ड
record-link-of = { $title } का रिकॉर्ड
record-see = इस मीटिंग का रिकॉर्ड देखें
record-runs = मीटिंग कब-कब हुई
record-roll = सभी बार की हाज़िरी
record-planned = तय समय:
record-people = { $count ->
    [one] { $count } व्यक्ति मौजूद था
   *[other] { $count } लोग मौजूद थे
}
record-peak = { $count ->
    [one] एक साथ ज़्यादा से ज़्यादा { $count }
   *[other] एक साथ ज़्यादा से ज़्यादा { $count }
}
record-attendance = हाज़िरी
record-own-only = आप अपनी हाज़िरी देख रहे हैं। सबकी हाज़िरी उस समय के मेज़बान और सह-मेज़बान देखते हैं।
record-name = नाम
record-role = भूमिका
record-joined = आए
record-left = गए
record-present = मौजूद
record-percent = कक्षा का हिस्सा
record-late = समय पर
record-rejoins = फिर आए
record-talk = बोलने का हिस्सा
record-hands = हाथ उठाए
record-messages = संदेश
record-connection = कनेक्शन
record-connection-good = अच्छा
record-connection-poor = { $span } कमज़ोर
record-inside = अंदर
record-guest = मेहमान
record-on-time = समय पर
record-late-by = { $minutes } मिनट देर से
record-early-by = { $minutes } मिनट पहले गए
record-seconds = { $seconds } सेकंड
record-at-least = कम से कम मौजूद
record-at-least-unit = % कक्षा में
record-apply = दिखाएँ
record-everybody = सबको दिखाएँ
record-kept-forever = यहाँ का सब कुछ तब तक रखा जाता है जब तक यह सर्वर चलता है।
record-kept-chat = बातचीत यहाँ तक रखी जाती है:
record-kept-files = फ़ाइलें यहाँ तक रखी जाती हैं:
record-kept-attendance = हाज़िरी यहाँ तक रखी जाती है:
record-kept = { $total } में से { $kept } कम से कम { $percent } % समय मौजूद थे।
record-roll-lead = जो कम से कम { $percent } % समय रहा, वह हाज़िर गिना गया। अंक बताते हैं कि कौन हर बार कितने हिस्से में मौजूद था।
record-attended = हाज़िर
record-attended-of = { $count } में से { $attended }
record-absent = ग़ैरहाज़िर
record-too-short = (बहुत कम)
record-csv = तालिका (CSV)
record-json = पूरा रिकॉर्ड (JSON)
record-verify-link = डाउनलोड किया रिकॉर्ड जाँचें
record-csv-zone = समय क्षेत्र
record-csv-present = मौजूद (मिनट)
record-csv-percent = कक्षा का हिस्सा (%)
record-csv-late = देर (मिनट)
record-csv-early = पहले गए (मिनट)
record-csv-spoke = बोले (मिनट)
record-csv-talk = बोलने का हिस्सा (%)
record-csv-shares = स्क्रीन साझा
record-csv-poor = कमज़ोर कनेक्शन (मिनट)
record-csv-meeting = मीटिंग
record-csv-began = शुरू हुई
record-empty-title = इस मीटिंग में अभी कोई नहीं आया
record-empty-lead = जैसे ही कोई अंदर आएगा, यहाँ दिखेगा कि कौन कितनी देर रहा।

# What happened
record-timeline = क्या-क्या हुआ
record-came = { $name } अंदर आए
record-went = { $name } चले गए
record-went-lost = { $name } का कनेक्शन टूट गया
record-went-ended = { $name } अंत तक रहे
record-went-removed = { $name } को हटाया गया
record-went-stopped = सर्वर रुकने तक { $name } रहे
record-renamed = { $from } का नाम अब { $name } है
record-hand-raised = { $name } ने हाथ उठाया
record-hand-lowered = { $name } का हाथ नीचे हुआ
record-share-started = { $name } ने स्क्रीन साझा की
record-share-stopped = { $name } ने स्क्रीन साझा करना रोका

# What was written
record-chat = बातचीत
record-chat-closed = मेज़बानों ने कॉल के बाद बातचीत पढ़ने की अनुमति नहीं दी है।
record-chat-own = निजी संदेश यहाँ तभी हैं जब आपने लिखे हों या आपको लिखे गए हों।
record-chat-all = पूरी बातचीत दिखाएँ
record-chat-csv = बातचीत (CSV)
record-find = खोजें
record-found = { $count ->
    [0] कुछ नहीं मिला। छोटा शब्द आज़माएँ, या पूरी बातचीत दिखाएँ।
    [one] { $count } संदेश मिला।
   *[other] { $count } संदेश मिले।
}
record-found-more = मिले संदेशों में सबसे नए { $count }। बाकी के लिए “पहले के संदेश” चुनें।
record-earlier = पहले के संदेश
record-newest = सबसे नए संदेश
record-quote = { $name } को जवाब:
record-files = फ़ाइलें
record-files-none = कोई फ़ाइल नहीं भेजी गई।
record-csv-time = समय
record-csv-from = किसने
record-csv-to = किसे
record-csv-text = संदेश
record-csv-answer = किसके जवाब में
record-csv-reactions = प्रतिक्रियाएँ
record-csv-file = फ़ाइल
record-csv-bytes = आकार (बाइट)
record-said = { $name } ने लिखा: { $text }
record-sent-file = { $name } ने { $file } भेजी

# The run at a glance
record-strip = कौन कब मौजूद था
record-strip-moment = क्षण
record-strip-there = मौजूद
record-strip-share = स्क्रीन साझा
record-strip-hand = हाथ उठाया
record-strip-message = सबको लिखा
record-strip-more-rows = { $count ->
    [one] { $count } और व्यक्ति दिखाएँ
   *[other] { $count } और लोग दिखाएँ
}
record-strip-at = { $time }, मौजूद ({ $count }): { $names }
record-strip-nobody = { $time }, कोई मौजूद नहीं था
record-strip-and-more = { $names } और { $count } अन्य

# While the meeting goes on
record-live-at = { $time } पर ताज़ा किया
record-live-over = मीटिंग समाप्त हो गई। यह उसका पूरा रिकॉर्ड है।
record-live-lost = यह पेज ताज़ा नहीं हो सका। कोशिश जारी है।
record-live-script = नया देखने के लिए पेज फिर से लोड करें।
record-inside-now = { $count ->
    [one] { $count } व्यक्ति अंदर है
   *[other] { $count } लोग अंदर हैं
}
record-print = प्रिंट करें

# Checking an export
verify-title = रिकॉर्ड जाँचें
verify-lead = डाउनलोड की गई हाज़िरी वैसी ही है जैसी सर्वर ने लिखी थी, या बाद में बदली गई। फ़ाइल आपके ब्राउज़र में ही रहती है: कुछ भेजा नहीं जाता, और पेज खुल जाने के बाद यह बिना कनेक्शन भी चलता है।
verify-file = डाउनलोड किया रिकॉर्ड (.csv या .json)
verify-drop = या फ़ाइल यहाँ छोड़ें
verify-script = फ़ाइल जाँचने के लिए इस पेज को JavaScript चाहिए।
verify-checking = जाँच हो रही है…
verify-own-title = असली
verify-own = यह फ़ाइल ठीक वैसी ही है जैसी इस सर्वर ने लिखी थी।
verify-other-title = असली, पर दूसरे सर्वर से
verify-other = लिखे जाने के बाद यह फ़ाइल बदली नहीं गई, पर इसे इस सर्वर ने नहीं लिखा। इस पर तभी भरोसा करें जब आप जानते हों कि यह कुंजी किसी भरोसेमंद की है।
verify-changed-title = बदली हुई
verify-changed = यह फ़ाइल वैसी नहीं है जैसी सर्वर ने लिखी थी: बाद में कुछ बदला, जोड़ा या निकाला गया। किसी दूसरे प्रोग्राम में खोलकर सहेजना भी काफ़ी है। फ़ाइल वैसी ही माँगें जैसी डाउनलोड हुई थी।
verify-changed-fact = जो हुआ वह बाद में बदला गया: तथ्य संख्या { $before } तक सही हैं, और संख्या { $number } वह नहीं है जो सर्वर ने लिखा था।
verify-changed-people = तथ्य सही हैं, पर साथ लिखी हाज़िरी उनसे नहीं निकलती: वह बाद में बदली गई।
verify-none-title = रिकॉर्ड नहीं
verify-none = यह TalkSpace की लिखी हाज़िरी नहीं है, या उसकी पहचान काट दी गई है। मीटिंग के रिकॉर्ड से डाउनलोड की गई .csv या .json फ़ाइल चुनें।
verify-file-name = फ़ाइल
verify-rows = तालिका की पंक्तियाँ
verify-meeting = मीटिंग
verify-began = शुरू हुई
verify-people = लोग
verify-facts = तथ्य, हर एक पिछले से बँधा
verify-key = जिस सर्वर ने हस्ताक्षर किए उसकी कुंजी
verify-own-key = इस सर्वर की कुंजी
