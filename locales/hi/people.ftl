# लोगों की सूची, मीटिंग में मेज़बान के काम, और मीटिंग के बारे में उनके निर्णय।

## सूची
room-people-search = लोगों को खोजें
room-people-none = इस नाम का कोई यहाँ नहीं है।
room-people-found = { $count } में से { $found }
room-hands-raised = { $count ->
    [one] { $count } हाथ उठा है
   *[other] { $count } हाथ उठे हैं
}
room-presenter = प्रस्तुतकर्ता
room-viewer = दर्शक
room-acting = मेज़बान के लौटने तक सह-मेज़बान

## एक साथ सबके लिए
room-for-everyone = सबके लिए
room-mute-all = सबको म्यूट करें
room-lower-all = सबके हाथ नीचे करें
room-lock = मीटिंग लॉक करें
room-unlock = मीटिंग का लॉक खोलें

## एक व्यक्ति के लिए
room-more-actions = { $name } के लिए और विकल्प
room-do-write = निजी संदेश लिखें
room-do-mute = म्यूट करें
room-do-ask-unmute = अनम्यूट करने को कहें
room-do-camera-off = कैमरा बंद करें
room-do-stop-sharing = साझा करना रोकें
room-do-lower-hand = हाथ नीचे करें
room-do-spotlight = स्पॉटलाइट करें
room-do-end-spotlight = स्पॉटलाइट हटाएँ
room-do-mute-others = बाकी सबको म्यूट करें
room-do-co-host = सह-मेज़बान बनाएँ
room-do-no-co-host = सह-मेज़बान पद से हटाएँ
room-do-presenter = प्रस्तुतकर्ता बनाएँ
room-do-participant = प्रतिभागी बनाएँ
room-do-viewer = दर्शक बनाएँ
room-do-host = मेज़बान बनाएँ
room-do-rename = नाम बदलें
room-do-remove = बाहर करें
room-do-block = बाहर करें और रोकें

## करने से पहले
room-cancel = रहने दें
room-save = सहेजें
room-rename = { $name } का नाम बदलें
room-new-name = नया नाम
room-sure-host = { $name } को मेज़बान बनाएँ?
room-sure-host-means = तब से { $name } मीटिंग चलाएँगे और आप सह-मेज़बान होंगे।
room-sure-remove = { $name } को बाहर करें?
room-sure-remove-means = { $name } तुरंत मीटिंग से बाहर हो जाएँगे और एक मिनट बाद फिर अंदर आने के लिए पूछ सकेंगे।
room-sure-block = { $name } को बाहर करें और रोकें?
room-sure-block-means = { $name } तुरंत मीटिंग से बाहर हो जाएँगे और इसमें वापस नहीं आ सकेंगे, न अभी, न बाद में।

## किसी और ने किया
room-asked-to-unmute = { $name } आपसे माइक्रोफ़ोन चालू करने को कह रहे हैं।
room-unmute = चालू करें
room-not-now = अभी नहीं
room-stopped-microphone = { $name } ने आपको म्यूट किया। जब बोलना चाहें, माइक्रोफ़ोन फिर चालू कर सकते हैं।
room-stopped-microphone-hand = { $name } ने आपको म्यूट किया। बोलना हो तो हाथ उठाएँ।
room-stopped-camera = { $name } ने आपका कैमरा बंद किया। आप जब चाहें, उसे फिर चालू कर सकते हैं।
room-stopped-screen = { $name } ने आपका साझा करना रोक दिया।
room-muted-on-entry = इस मीटिंग में सब म्यूट होकर आते हैं। बोलना हो तो माइक्रोफ़ोन चालू करें।
room-muted-on-entry-hand = इस मीटिंग में सब म्यूट होकर आते हैं। बोलना हो तो हाथ उठाएँ।
room-rule-microphone = आपका माइक्रोफ़ोन बंद है: अभी केवल मेज़बान इसे चालू कर सकते हैं। बोलना हो तो हाथ उठाएँ।
room-rule-camera = आपका कैमरा बंद है, क्योंकि आप यहाँ दर्शक हैं।
room-rule-screen = आपका साझा करना रुक गया: अभी केवल मेज़बान और प्रस्तुतकर्ता साझा कर सकते हैं।
room-said-hand-lowered = { $name } ने आपका हाथ नीचे किया।
room-you-are-spotlit = आप स्पॉटलाइट में हैं: सभी आपको बड़ा देखते हैं।
room-you-are-not-spotlit = आप अब स्पॉटलाइट में नहीं हैं।
room-role-host = { $name } ने आपको मेज़बान बनाया। अब मीटिंग आप चलाते हैं।
room-role-co-host = { $name } ने आपको सह-मेज़बान बनाया। आप लोगों को अंदर ला सकते हैं और मीटिंग चलाने में मदद कर सकते हैं।
room-role-presenter = { $name } ने आपको प्रस्तुतकर्ता बनाया। आप हमेशा बोल और साझा कर सकते हैं।
room-role-participant = { $name } ने आपको प्रतिभागी बनाया।
room-role-viewer = { $name } ने आपको दर्शक बनाया। आप सब कुछ देख और सुन सकते हैं।
room-renamed = अब यहाँ आपका नाम { $name } है।
room-role-acting = कोई मेज़बान यहाँ नहीं है, इसलिए उनके लौटने तक मीटिंग आप सँभालते हैं।
room-role-acting-over = मेज़बान लौट आए हैं। मीटिंग सँभालने के लिए धन्यवाद।
room-did-lock = { $name } ने मीटिंग लॉक की। अब कोई नया अंदर नहीं आ सकता।
room-did-unlock = { $name } ने मीटिंग का लॉक खोला।
room-did-title = { $name } ने मीटिंग को नया शीर्षक दिया।
room-did-settings = { $name } ने मीटिंग की सेटिंग बदलीं।
room-did-share-on = { $name } ने सबको स्क्रीन साझा करने दी।
room-did-share-off = { $name } ने अभी केवल मेज़बान और प्रस्तुतकर्ताओं को साझा करने दिया है।
room-did-chat-on = { $name } ने चैट सबके लिए खोली।
room-did-chat-off = { $name } ने अभी केवल मेज़बान और प्रस्तुतकर्ताओं को लिखने दिया है।
room-did-chat-privately-on = { $name } ने सबको एक-दूसरे को निजी संदेश लिखने दिया है।
room-did-chat-privately-off = { $name } ने अभी निजी संदेश बंद किए हैं। मेज़बानों को आप अब भी लिख सकते हैं।
room-did-files-on = { $name } ने सबको फ़ाइलें भेजने दी हैं।
room-did-files-off = { $name } ने अभी फ़ाइलें भेजना बंद किया है।
room-did-unmute-on = { $name } ने सबको माइक्रोफ़ोन चालू करने दिया।
room-did-unmute-off = { $name } ने अभी केवल मेज़बान और प्रस्तुतकर्ताओं को माइक्रोफ़ोन चालू करने दिया है।
room-did-rename-on = { $name } ने सबको अपना नाम बदलने दिया।
room-did-rename-off = { $name } ने अभी अपना नाम बदलना बंद किया है।
room-did-react-on = { $name } ने सबके लिए प्रतिक्रियाएँ चालू कीं।
room-did-react-off = { $name } ने अभी प्रतिक्रियाएँ बंद की हैं।

## कुछ क्यों नहीं हो सकता
room-may-not-viewer = आप यहाँ दर्शक हैं: सब कुछ देख और सुन सकते हैं। भाग लेना हो तो हाथ उठाएँ।
room-may-not-unmute = अभी केवल मेज़बान माइक्रोफ़ोन चालू कर सकते हैं। बोलना हो तो हाथ उठाएँ।
room-may-not-camera = आप यहाँ दर्शक हैं, बिना कैमरे के।
room-may-not-share = अभी केवल मेज़बान और प्रस्तुतकर्ता साझा कर सकते हैं।
room-may-not-chat = अभी केवल मेज़बान लिख सकते हैं।
room-may-not-chat-privately = प्रतिभागियों के बीच निजी संदेश बंद हैं। आप मेज़बानों को लिख सकते हैं।
room-may-not-files = फ़ाइलें भेजना बंद है।
room-may-not-rename = अभी नाम नहीं बदले जा सकते।

## मीटिंग की सेटिंग
room-meeting-settings = यह मीटिंग
room-title-empty = कृपया मीटिंग को एक शीर्षक दें।
room-title-too-long = शीर्षक में अधिकतम 120 अक्षर हो सकते हैं। कृपया छोटा करें।
room-templates = तैयार सेटिंग
room-template-discussion = चर्चा
room-template-discussion-hint = सब बोल, साझा और लिख सकते हैं। मेहमान पूछकर आते हैं।
room-template-lecture = व्याख्यान
room-template-lecture-hint = सब म्यूट होकर आते हैं; मेज़बान और प्रस्तुतकर्ता बोलते और साझा करते हैं।
room-template-office-hours = मुलाक़ात का समय
room-template-office-hours-hint = सब बाहर प्रतीक्षा करते हैं, जब तक उन्हें बुलाया न जाए।
room-the-door = दरवाज़ा
room-waiting-room = अंदर आने के लिए कौन रुके
room-waiting-room-nobody = कोई नहीं
room-waiting-room-guests = मेहमान
room-waiting-room-everyone = सब
room-sign-in-required = केवल खाते के साथ
room-sign-in-required-hint = मेहमान अंदर नहीं आ सकते।
room-locked = लॉक
room-locked-hint = जब तक आप लॉक न खोलें, कोई नया नहीं आता।
room-passcode-there = इस मीटिंग का पासकोड है। नया पासकोड उसकी जगह लेगा।
room-passcode-saved = पासकोड लग गया है। जिनका इंतज़ार है उन्हें बता दें और लिख लें: यह दोबारा दिखाया नहीं जा सकता।
room-passcode-gone = पासकोड हट गया है। अब फिर लिंक ही काफ़ी है।
room-everyone-may = सब कर सकते हैं
room-switch-share = स्क्रीन साझा करना
room-switch-share-hint = नहीं तो केवल मेज़बान और प्रस्तुतकर्ता।
room-switch-chat = चैट में लिखना
room-switch-chat-hint = पढ़ना हमेशा संभव है।
room-switch-chat-privately = निजी संदेश लिखना
room-switch-chat-privately-hint = एक व्यक्ति को। मेज़बानों को लिखना हमेशा संभव है।
room-switch-files = फ़ाइलें भेजना
room-switch-files-hint = बातचीत में चित्र और दस्तावेज़।
room-switch-unmute = अपना माइक्रोफ़ोन चालू करना
room-switch-unmute-hint = जो बोल रहे हैं, वे पूरा कर सकते हैं; बाकी हाथ उठाकर पूछें।
room-switch-rename = अपना नाम बदलना
room-switch-rename-hint = मेज़बान हमेशा नाम बदल सकते हैं।
room-switch-react = प्रतिक्रियाएँ भेजना
room-switch-react-hint = दिल, तालियाँ और ऐसी ही चीज़ें।
room-coming-and-going = आना-जाना
room-switch-mute-on-entry = आते समय म्यूट
room-switch-mute-on-entry-hint = कोई खुले माइक्रोफ़ोन के साथ नहीं आता।
room-switch-sounds = ध्वनियाँ
room-switch-sounds-hint = किसी के आने या जाने पर हल्की ध्वनि।
room-switch-read-afterwards = बाद में पढ़ना
room-switch-read-afterwards-hint = जो मीटिंग में था, वह बाद में बातचीत पढ़ सकता है और उसकी फ़ाइलें ले सकता है।
