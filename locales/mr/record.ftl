# The record of a meeting
record = नोंद
record-of = { $title } ची नोंद
record-link-of = { $title } ची नोंद
record-see = या मीटिंगची नोंद पाहा
record-runs = मीटिंग केव्हा केव्हा झाली
record-roll = सर्व वेळांची हजेरी
record-planned = ठरलेली वेळ:
record-people = { $count ->
    [one] { $count } व्यक्ती हजर होती
   *[other] { $count } जण हजर होते
}
record-peak = { $count ->
    [one] एका वेळी जास्तीत जास्त { $count }
   *[other] एका वेळी जास्तीत जास्त { $count }
}
record-attendance = हजेरी
record-own-only = तुम्ही तुमची हजेरी पाहत आहात. सर्वांची हजेरी त्या वेळचे यजमान आणि सहयजमान पाहतात.
record-name = नाव
record-role = भूमिका
record-joined = आले
record-left = गेले
record-present = हजर
record-percent = तासाचा भाग
record-late = वेळेवर
record-rejoins = पुन्हा आले
record-talk = बोलण्याचा वाटा
record-hands = हात वर
record-messages = संदेश
record-connection = कनेक्शन
record-connection-good = चांगले
record-connection-poor = { $span } कमकुवत
record-inside = आत
record-guest = पाहुणे
record-on-time = वेळेवर
record-late-by = { $minutes } मिनिटे उशिरा
record-early-by = { $minutes } मिनिटे आधी गेले
record-seconds = { $seconds } सेकंद
record-at-least = किमान हजर
record-at-least-unit = % तास
record-apply = दाखवा
record-everybody = सर्वांना दाखवा
record-kept-forever = इथले सर्व काही हा सर्व्हर चालू असेपर्यंत ठेवले जाते.
record-kept-chat = संभाषण इथपर्यंत ठेवले जाते:
record-kept-files = फाइल इथपर्यंत ठेवल्या जातात:
record-kept-attendance = हजेरी इथपर्यंत ठेवली जाते:
record-kept = { $total } पैकी { $kept } जण किमान { $percent } % वेळ हजर होते.
record-roll-lead = जे किमान { $percent } % वेळ होते ते हजर मानले आहेत. प्रत्येक वेळी कोण किती भाग हजर होते ते आकडे सांगतात.
record-attended = हजर
record-attended-of = { $count } पैकी { $attended }
record-absent = गैरहजर
record-too-short = (फार कमी)
record-csv = तक्ता (CSV)
record-json = पूर्ण नोंद (JSON)
record-verify-link = डाउनलोड केलेली नोंद तपासा
record-csv-zone = वेळ क्षेत्र
record-csv-present = हजर (मिनिटे)
record-csv-percent = तासाचा भाग (%)
record-csv-late = उशीर (मिनिटे)
record-csv-early = आधी गेले (मिनिटे)
record-csv-spoke = बोलले (मिनिटे)
record-csv-talk = बोलण्याचा वाटा (%)
record-csv-shares = स्क्रीन शेअर
record-csv-poor = कमकुवत कनेक्शन (मिनिटे)
record-csv-meeting = मीटिंग
record-csv-began = सुरू झाली
record-empty-title = या मीटिंगमध्ये अजून कोणी आलेले नाही
record-empty-lead = कोणी आत आले की कोण किती वेळ होते ते इथे दिसेल.

# What happened
record-timeline = काय काय झाले
record-came = { $name } आत आले
record-went = { $name } गेले
record-went-lost = { $name } यांचे कनेक्शन तुटले
record-went-ended = { $name } शेवटपर्यंत होते
record-went-removed = { $name } यांना काढले
record-went-stopped = सर्व्हर थांबेपर्यंत { $name } होते
record-renamed = { $from } यांचे नाव आता { $name } आहे
record-hand-raised = { $name } यांनी हात वर केला
record-hand-lowered = { $name } यांचा हात खाली झाला
record-share-started = { $name } यांनी स्क्रीन शेअर केली
record-share-stopped = { $name } यांनी स्क्रीन शेअर करणे थांबवले

# What was written
record-chat = संभाषण
record-chat-closed = कॉलनंतर संभाषण वाचण्याची परवानगी यजमानांनी दिलेली नाही.
record-chat-own = खाजगी संदेश तुम्ही लिहिले असतील किंवा तुम्हाला लिहिले असतील तरच इथे आहेत.
record-chat-all = संपूर्ण संभाषण दाखवा
record-chat-csv = संभाषण (CSV)
record-find = शोधा
record-found = { $count ->
    [0] काहीही सापडले नाही. लहान शब्द वापरून पाहा, किंवा संपूर्ण संभाषण दाखवा.
    [one] { $count } संदेश सापडला.
   *[other] { $count } संदेश सापडले.
}
record-found-more = सापडलेल्यांपैकी सर्वांत नवे { $count }. बाकीच्यांसाठी “आधीचे संदेश” निवडा.
record-earlier = आधीचे संदेश
record-newest = सर्वांत नवे संदेश
record-quote = { $name } यांना उत्तर:
record-files = फाइल
record-files-none = एकही फाइल पाठवली गेली नाही.
record-csv-time = वेळ
record-csv-from = कोणी
record-csv-to = कोणाला
record-csv-text = संदेश
record-csv-answer = कशाला उत्तर
record-csv-reactions = प्रतिक्रिया
record-csv-file = फाइल
record-csv-bytes = आकार (बाइट)
record-said = { $name } यांनी लिहिले: { $text }
record-sent-file = { $name } यांनी { $file } पाठवली

# The run at a glance
record-strip = कोण केव्हा हजर होते
record-strip-moment = क्षण
record-strip-there = हजर
record-strip-share = स्क्रीन दाखवत होते
record-strip-hand = हात वर केला
record-strip-message = सर्वांना लिहिले
record-strip-more-rows = { $count ->
    [one] आणखी { $count } व्यक्ती दाखवा
   *[other] आणखी { $count } जण दाखवा
}
record-strip-at = { $time }, हजर ({ $count }): { $names }
record-strip-nobody = { $time }, कोणीही हजर नव्हते
record-strip-and-more = { $names } आणि आणखी { $count }

# While the meeting goes on
record-live-at = { $time } वाजता ताजे केले
record-live-over = मीटिंग संपली. ही तिची संपूर्ण नोंद आहे.
record-live-lost = हे पान ताजे करता आले नाही. प्रयत्न सुरू आहे.
record-live-script = नवीन पाहण्यासाठी पान पुन्हा लोड करा.
record-inside-now = { $count ->
    [one] { $count } व्यक्ती आत आहे
   *[other] { $count } जण आत आहेत
}
record-print = छापा

# Checking an export
verify-title = नोंद तपासा
verify-lead = डाउनलोड केलेली हजेरी सर्व्हरने लिहिली तशीच आहे की नंतर बदलली आहे. फाइल तुमच्या ब्राउझरमध्येच राहते: काहीही पाठवले जात नाही, आणि हे पान उघडल्यावर ते कनेक्शनशिवाय चालते.
verify-file = डाउनलोड केलेली नोंद (.csv किंवा .json)
verify-drop = किंवा फाइल इथे सोडा
verify-script = फाइल तपासण्यासाठी या पानाला JavaScript लागते.
verify-checking = तपासत आहे…
verify-own-title = खरी
verify-own = ही फाइल या सर्व्हरने लिहिली अगदी तशीच आहे.
verify-other-title = खरी, पण दुसऱ्या सर्व्हरची
verify-other = लिहिल्यानंतर ही फाइल बदललेली नाही, पण ती या सर्व्हरने लिहिलेली नाही. तिची किल्ली तुमच्या विश्वासातल्या कोणाची आहे हे माहीत असेल तरच तिच्यावर विश्वास ठेवा.
verify-changed-title = बदललेली
verify-changed = ही फाइल सर्व्हरने लिहिली तशी नाही: नंतर काहीतरी बदलले, जोडले किंवा काढले आहे. दुसऱ्या प्रोग्राममध्ये उघडून जतन करणेही पुरेसे असते. डाउनलोड झाली तशी फाइल मागा.
verify-changed-fact = जे झाले ते नंतर बदलले आहे: { $before } क्रमांकापर्यंतची तथ्ये बरोबर आहेत, आणि क्रमांक { $number } सर्व्हरने लिहिलेले नाही.
verify-changed-people = तथ्ये बरोबर आहेत, पण सोबतची हजेरी त्यांतून निघत नाही: ती नंतर बदलली आहे.
verify-none-title = ही नोंद नाही
verify-none = ही TalkSpace ने लिहिलेली हजेरी नाही, किंवा तिची ओळख कापली गेली आहे. मीटिंगच्या नोंदीतून डाउनलोड केलेली .csv किंवा .json फाइल निवडा.
verify-file-name = फाइल
verify-rows = तक्त्यातील ओळी
verify-meeting = मीटिंग
verify-began = सुरू झाली
verify-people = लोक
verify-facts = तथ्ये, प्रत्येक आधीच्याशी बांधलेले
verify-key = सही करणाऱ्या सर्व्हरची किल्ली
verify-own-key = या सर्व्हरची किल्ली
