# Planning a meeting
schedule = शेड्यूल करें
schedule-lead = एक या कई मीटिंग तय करें और लोगों को बुलाएँ
schedule-title = मीटिंग शेड्यूल करें
schedule-title-of = { $title } का शेड्यूल
schedule-title-date = { $title } की एक तारीख़ बदलें
schedule-lead-date = केवल { $day } की तारीख़ बदलेगी; बाकी वैसी ही रहेंगी।
schedule-name = शीर्षक
schedule-date = तारीख़
schedule-starts-at = शुरू होने का समय
schedule-zone = समय क्षेत्र
schedule-duration = अवधि
schedule-duration-hint = मिनटों में, { $least } से { $most }। मीटिंग कभी बीच में बंद नहीं की जाती।
schedule-repeats = दोहराव
schedule-days = इन दिनों
schedule-ends = समाप्ति
schedule-ends-hint = एक शृंखला में ज़्यादा से ज़्यादा { $max } तारीख़ें होती हैं।
schedule-until = आख़िरी दिन
schedule-times = कितनी बार
schedule-passcode = पासकोड
schedule-passcode-hint = वैकल्पिक, कम से कम { $min } अक्षर। यह निमंत्रण में नहीं होता: लोगों को ख़ुद बताएँ।
schedule-waiting-room = प्रतीक्षा कक्ष
schedule-invitees = आमंत्रित लोग
schedule-invitees-hint = ईमेल पते, हर पंक्ति में एक या बीच में अल्पविराम के साथ; ज़्यादा से ज़्यादा { $max }।
schedule-description = विवरण
schedule-description-hint = वैकल्पिक: किस बारे में है, क्या साथ लाना है। ज़्यादा से ज़्यादा { $max } अक्षर।
schedule-back = वापस
schedule-edit = शेड्यूल बदलें
schedule-again = फिर से शेड्यूल करें
schedule-cancel = मीटिंग रद्द करें
repeats-none = दोहराव नहीं
repeats-every-day = हर दिन
repeats-every-week = हर हफ़्ते
ends-never = कभी नहीं
ends-until = किसी दिन
ends-after = कुछ बार के बाद
repeats-daily = हर दिन
repeats-weekly = हर हफ़्ते: { $days }
repeats-until = { $day } तक
repeats-times = { $count ->
    [one] { $count } बार
   *[other] { $count } बार
}

# Days
weekday-name = { $day ->
    [monday] सोमवार
    [tuesday] मंगलवार
    [wednesday] बुधवार
    [thursday] गुरुवार
    [friday] शुक्रवार
    [saturday] शनिवार
   *[sunday] रविवार
}
month-name = { $month ->
    [m1] जनवरी
    [m2] फ़रवरी
    [m3] मार्च
    [m4] अप्रैल
    [m5] मई
    [m6] जून
    [m7] जुलाई
    [m8] अगस्त
    [m9] सितंबर
    [m10] अक्तूबर
    [m11] नवंबर
   *[m12] दिसंबर
}
day-long = { $weekday }, { $day } { $month } { $year }

# Cancelling
cancel-title = { $title } रद्द करें?
cancel-date-title = { $title } की एक तारीख़ रद्द करें?
cancel-all = { $count ->
    [one] तय की गई तारीख़ रद्द हो जाएगी। मीटिंग का कोड और रिकॉर्ड बने रहेंगे।
   *[other] सभी { $count } तारीख़ें रद्द हो जाएँगी। मीटिंग का कोड और रिकॉर्ड बने रहेंगे।
}
cancel-told = सभी आमंत्रित लोगों को बताया जाएगा।
cancel-nobody = कोई आमंत्रित नहीं है, इसलिए किसी को बताना नहीं है।
cancel-yes = हाँ, रद्द करें
cancel-no = नहीं, रहने दें

# What is to come
upcoming-title = आने वाली मीटिंग
upcoming-now = अभी
upcoming-mark-now = अभी
upcoming-repeats = दोहराई जाती है
upcoming-zone = दिन और समय { $zone } के अनुसार।
join-named = { $title } में शामिल हों
personal-title = आपका निजी कमरा
personal-lead = हमेशा उपलब्ध, हमेशा इसी लिंक पर। इसे केवल आप शुरू कर सकते हैं।
personal-enter = कमरे में जाएँ
# The title of somebody's personal room.
personal-title-of = { $name } का कमरा
room-starts = शुरू होगी

# The page of a planned meeting
invitation-of = { $title } का निमंत्रण
invitation-title = निमंत्रण
invitation-copy = निमंत्रण कॉपी करें
invitation-code = मीटिंग कोड: { $code }
invitation-passcode = पासकोड ज़रूरी है; मेज़बान से पूछें।
invitation-planned = मीटिंग शेड्यूल हो गई।
invitation-changed = शेड्यूल बदल गया।
invitation-cancelled = रद्द हो गई।
invitation-none = कोई तारीख़ तय नहीं है।
invitation-dates = तारीख़ें
invitation-more = { $count ->
    [one] और { $count }
   *[other] और { $count }
}
date-edit = बदलें
date-edit-named = { $day } को बदलें
date-cancel = रद्द करें
date-cancel-named = { $day } को रद्द करें
date-changed = बदली गई
invitation-file = कैलेंडर में जोड़ें (.ics)
invitation-qr = मीटिंग के लिंक का QR कोड
invitation-filed = यहाँ कोई मेल सर्वर नहीं लगा है, इसलिए निमंत्रण भेजे नहीं जाते: वे सर्वर के डेटा फ़ोल्डर के “mail” फ़ोल्डर में फ़ाइलों के रूप में पड़े हैं। ऊपर का पाठ ख़ुद भेजें, या सर्वर चलाने वाले से कहें।
invitation-unsent = योजना सहेज ली गई, पर किसी को बताया नहीं जा सका। नीचे का पाठ ख़ुद भेजें, या शेड्यूल एक बार फिर सहेजें।
invitation-not-yet = { $address } को अभी नहीं भेजा जा सका। अपने आप फिर कोशिश होगी।
invitation-given-up = { $address } को नहीं भेजा जा सका। पता जाँचें, या ऊपर का पाठ ख़ुद भेजें।

# Letters
mail-invited-subject = निमंत्रण: { $title }
mail-changed-subject = बदलाव: { $title }
mail-cancelled-subject = रद्द: { $title }
mail-invited = { $name } ने आपको एक मीटिंग में बुलाया है।
mail-changed = { $name } ने एक मीटिंग बदली है जिसमें आप आमंत्रित हैं।
mail-date-changed = { $name } ने एक मीटिंग की एक तारीख़ बदली है जिसमें आप आमंत्रित हैं।
mail-cancelled = { $name } ने वह मीटिंग रद्द कर दी है जिसमें आप आमंत्रित थे।
mail-date-cancelled = { $name } ने एक मीटिंग की एक तारीख़ रद्द कर दी है जिसमें आप आमंत्रित हैं। बाकी तारीख़ें बनी हैं।
mail-foot = मीटिंग सर्वर { $site } से भेजा गया।
