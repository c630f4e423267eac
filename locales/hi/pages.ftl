# Landing
landing-page-title = आपके अपने सर्वर पर वीडियो मीटिंग
landing-title = सब साथ, जितनी देर चाहिए।
landing-lead = आपके कॉलेज, टीम या कक्षा के लिए वीडियो मीटिंग। न समय की सीमा, न कोई ऐप, सब आपके अपने सर्वर पर।
meeting-code-placeholder = मीटिंग कोड या लिंक
promise-time = समय की कोई सीमा नहीं
promise-data = आपका सर्वर, आपका डेटा
promise-attendance = उपस्थिति जो कभी नहीं खोती
go-home = अपनी मीटिंग पर जाएँ
features-label = जिस पर आप भरोसा कर सकते हैं
feature-kept-title = कुछ भी नहीं खोता
feature-kept-lead = उपस्थिति, चैट और इतिहास मीटिंग के साथ रहते हैं, चाहे टैब बंद हो जाए या बिजली चली जाए।
feature-back-title = अपने आप लौट आती है
feature-back-lead = नेटवर्क टूटे तो कॉल वहीं से आगे बढ़ती है: वही जगह, वही भूमिका, और आवाज़ बंद थी तो बंद ही।
feature-own-title = यह आपकी है
feature-own-lead = आपकी अपनी मशीन पर एक ही प्रोग्राम। कौन किससे मिला और क्या कहा, यह कोई दूसरी कंपनी नहीं देखती।
scene-name-1 = आशा
scene-name-2 = रवि
scene-name-3 = मीरा
scene-name-4 = आप

# Accounts
register-lead = अपनी मीटिंग शुरू करने और उनका इतिहास रखने के लिए। केवल शामिल होने के लिए लिंक काफ़ी है।
register-have-account = पहले से खाता है?
register-closed-title = अभी नए खाते नहीं खुल रहे
register-closed-lead = इस सर्वर के संचालक खाते ख़ुद बनाते हैं। उनसे खाता माँगें। लिंक से मीटिंग में आप बिना खाते के भी शामिल हो सकते हैं।
invited-lead = आपको बुलाया गया है। अपने खाते के लिए पासवर्ड चुनें।
invitation-wrong-title = यह न्योता अब मान्य नहीं है
invitation-wrong-lead = इसकी अवधि पूरी हो गई, इसका इस्तेमाल हो चुका या इसे वापस लिया गया। जिसने बुलाया, उनसे नया माँगें।
mail-account-invited-subject = { $name } आपको TalkSpace पर बुलाते हैं
mail-account-invited = नमस्ते, { $name } आपको वीडियो बैठकों के लिए खाता खोलने बुलाते हैं। यह लिंक वहाँ ले जाता है:
mail-account-invited-until = यह { $days } दिन और सिर्फ़ इस पते के लिए मान्य है। अगर आपको इसकी अपेक्षा नहीं थी, तो कुछ न करें।
mail-account-made-subject = वीडियो बैठकों के लिए आपका खाता
mail-account-made = नमस्ते { $name }, आपके लिए एक खाता बनाया गया है। इस लिंक से आप उसका पासवर्ड चुनते हैं:
mail-account-made-until = यह एक बार, सात दिन तक काम करता है। उसके बाद जिसने भेजा, उनसे नया माँगें।
login-lead = आपको फिर देखकर अच्छा लगा।
login-no-account = यहाँ नए हैं?
password-hint = कम से कम { $min } अक्षर। एक के बाद एक कुछ शब्द याद रखने में आसान और अनुमान लगाने में कठिन होते हैं।
setup-title = TalkSpace की शुरुआत करें
setup-lead = यह खाता सर्वर की देखभाल करेगा। यह पेज केवल एक बार काम आता है।
back-to-start = शुरुआत पर लौटें

# Home
greeting-hello = नमस्ते, { $name }
greeting-morning = सुप्रभात, { $name }
greeting-afternoon = नमस्कार, { $name }
greeting-evening = शुभ संध्या, { $name }
home-lead = मीटिंग शुरू करें, या किसी में शामिल हों।
home-actions = मीटिंग
new-meeting-lead = अभी शुरू करें और लिंक भेजें
join-card-lead = कोड या लिंक से
# The title of a new meeting, until its host gives it another.
meeting-title-of = { $name } की मीटिंग
made-title = आपकी मीटिंग तैयार है
made-lead = जिनसे मिलना है, उन सबको लिंक भेजें। आप अभी अंदर जा सकते हैं या बाद में।
made-link = लिंक
enter-meeting = मीटिंग में जाएँ
enter = अंदर जाएँ
enter-named = { $title } में जाएँ
recent-title = आपकी हाल की मीटिंग
recent-empty-title = अभी कोई मीटिंग नहीं
recent-empty-lead = आप जो मीटिंग शुरू करेंगे, वे अपने लिंक के साथ यहाँ दिखेंगी। “नई मीटिंग” से एक शुरू करें।
live-now = चल रही है

# Join
join-title = मीटिंग में शामिल हों
join-lead = जो कोड आपको मिला है उसे लिखें, या लिंक चिपकाएँ।

# History
history-lead = हर मीटिंग जिसे आपने चलाया या जिसमें आप शामिल हुए।
history-hosted-by = मेज़बान: { $name }
history-rejoins = { $count ->
    [one] { $count } बार लौटे
   *[other] { $count } बार लौटे
}
history-now = अब तक
history-present = मीटिंग में बिताया समय:
history-older = पुरानी मीटिंग
history-newest = सबसे नई मीटिंग
history-pages = इतिहास के पेज
history-empty-title = अभी कोई मीटिंग नहीं
history-empty-lead = जब आप कोई मीटिंग चलाएँगे या किसी में शामिल होंगे, तो यहाँ दिखेगा कि वह कब थी और आप कितनी देर रहे।
history-empty-next = मीटिंग शुरू करें या शामिल हों
history-meetings = मीटिंग
history-export = CSV में सहेजें
history-none = इस फ़िल्टर से कोई मीटिंग मेल नहीं खाती। कोई और शब्द या लंबा समय चुनें, या फ़िल्टर हटाएँ।
history-search = शीर्षक या मेज़बान
history-show = दिखाएँ
history-show-all = सभी मीटिंग
history-show-hosted = मैंने चलाईं
history-show-attended = मैं शामिल हुआ/हुई
history-from = कब से
history-to = कब तक
history-minutes = कम से कम इतने मिनट
history-span = चार्ट
history-weeks = पिछले { $count } सप्ताह
history-apply = फ़िल्टर लगाएँ
history-clear = फ़िल्टर हटाएँ
history-totals = कुल मिलाकर
history-total-meetings = मीटिंग
history-total-hours = मीटिंग में समय
history-total-hosted = आपने चलाईं
history-total-talk = बोलने का हिस्सा
history-talk = बोलने का हिस्सा: { $share }
history-kept = मीटिंग खत्म होने के बाद यहाँ { $days } दिन रखी जाती हैं।
history-weeks-title = पिछले { $count } सप्ताह
history-weeks-lead = सप्ताह सोमवार से शुरू होते हैं, समय क्षेत्र { $zone } में।
history-weeks-table = तालिका के रूप में दिखाएँ
history-week = सप्ताह

# Heads of the columns in exported tables
csv-title = शीर्षक
csv-code = कोड
csv-host = मेज़बान
csv-role = आपकी भूमिका
csv-joined = शामिल हुए
csv-left = निकले
csv-minutes = मीटिंग में मिनट
csv-joins = कितनी बार आए
csv-spoke = बोलने के मिनट
csv-talk = बोलने का हिस्सा (%)
csv-time-zone = समय क्षेत्र { $zone }

# Profile
profile = प्रोफ़ाइल
profile-lead = इस सर्वर पर आपका खाता।
profile-save = सहेजें
profile-saved = सहेजा गया।
look = भाषा और रूप
language-of-browser = जैसा ब्राउज़र चाहे
theme = थीम
theme-of-system = जैसा उपकरण चाहे
theme-name = { $theme ->
    [light] हल्की
   *[dark] गहरी
}
look-save = लागू करें
keeping = चीज़ें कितने समय रखी जाती हैं
keeping-chat = चैट: { $days ->
    [0] हमेशा
   *[other] मीटिंग के { $days } दिन बाद तक
}
keeping-files = फ़ाइलें: { $days ->
    [0] जब तक चैट रखी जाती है
   *[other] मीटिंग के { $days } दिन बाद तक, और चैट से ज़्यादा नहीं
}
keeping-attendance = उपस्थिति और इतिहास: { $days ->
    [0] हमेशा
   *[other] मीटिंग के { $days } दिन बाद तक
}
my-data = मेरा डेटा
my-data-lead = एक ZIP फ़ाइल जिसमें वह सब है जो यह सर्वर आपके बारे में रखता है: आपका खाता, आपकी चलाई मीटिंग, आप कब मीटिंग में थे, आपने क्या लिखा, आपको भेजे निजी संदेश, प्रतिक्रियाएँ, आपकी फ़ाइलें, आपकी राय, और ऑडिट लॉग में आपके बारे में जो है।
my-data-download = मेरा डेटा डाउनलोड करें
delete-account = मेरा खाता मिटाएँ
delete-account-lead = इसे वापस नहीं किया जा सकता। चाहें तो पहले अपना डेटा डाउनलोड कर लें।
delete-account-then = क्या होगा
delete-account-signed-out = आप हर जगह से तुरंत साइन आउट हो जाएँगे और जिस मीटिंग में हैं उससे निकल जाएँगे।
delete-account-hosted = आपकी मीटिंग में अब कोई नहीं आ सकेगा। जो अभी किसी में हैं, वे निकलने तक रह सकते हैं।
delete-account-messages = आपके संदेश वापस ले लिए जाएँगे और आपकी फ़ाइलें सबके लिए हटा दी जाएँगी; चल रही मीटिंग में वे उसके ख़त्म होने तक दिख सकती हैं। प्रतिक्रियाएँ और राय भी हट जाएँगी।
delete-account-attendance = उपस्थिति मीटिंग के साथ रहती है: सूचियों में रहेगा कि आपके नाम का कोई वहाँ था और कब। आपकी चलाई मीटिंग आने वालों के इतिहास में “Deleted account” के नाम से रहेंगी।
delete-account-person = खाते से आपका नाम, ईमेल पता और पासवर्ड हटा दिए जाएँगे।
delete-account-keep = मेरा खाता रखें

# Pages that say one thing
not-found-title = ऐसा कोई पेज नहीं है
not-found-lead = शायद पता ग़लत लिखा गया है, या पेज कहीं और चला गया है।
no-meeting-title = यह लिंक ऐसी किसी मीटिंग तक नहीं ले जाता जिसमें आप जा सकें
no-meeting-lead = कोड जाँचें, या जिसने बुलाया है उनसे नया लिंक माँगें।
unavailable-title = अभी यह नहीं हो पा रहा
unavailable-lead = सर्वर व्यस्त है या उस तक पहुँच नहीं हो रही। आपका किया कुछ भी नहीं खोया है। थोड़ी देर में फिर कोशिश करें।
too-many-title = ज़रा धीरे
too-many-lead = आपने थोड़े समय में कई मीटिंग कोड आज़माए हैं। कृपया एक मिनट रुककर फिर कोशिश करें।

# On a meeting page, when the program that makes the call is missing.
not-loaded = कॉल लोड नहीं हो सका। यह पेज फिर से लोड करें; फिर भी न हो, तो हो सकता है आपका नेटवर्क इसका कोई हिस्सा रोक रहा हो।
no-script = कॉल के लिए JavaScript चाहिए, जो इस ब्राउज़र में बंद है। इस पेज के लिए उसे चालू करें और फिर से लोड करें।

settings-of = { $title } की सेटिंग
settings-saved = सहेज लिया गया। जो लोग मीटिंग में हैं, उन पर यह तुरंत लागू हो गया है।
settings-passcode-new = नया पासकोड
settings-passcode-none = पासकोड के बिना दरवाज़े तक आने के लिए लिंक काफ़ी है। पासकोड (कम से कम { $min } अक्षर) रखने पर लोगों को वह भी लिखना होगा; उन्हें बता दें।
settings-passcode-there = इस मीटिंग का पासकोड है। उसे दोबारा दिखाया नहीं जा सकता। वही रखना हो तो यह जगह खाली छोड़ें।
settings-passcode-remove = पासकोड हटाएँ
settings-passcode-remove-hint = इसके बाद फिर से केवल लिंक काफ़ी होगा।
settings-templates-lead = टेम्पलेट शीर्षक और पासकोड को छोड़कर ऊपर की सब चीज़ें तय कर देता है।

# A forgotten password
login-forgot = पासवर्ड भूल गए?
forgot-title = पासवर्ड भूल गए?
forgot-lead = अपना ईमेल पता बताएँ। हम एक लिंक भेजेंगे जिससे आप नया पासवर्ड चुनें।
forgot-send = लिंक भेजें
forgot-back = साइन इन पर वापस
forgot-sent-title = अपनी डाक देखें
forgot-sent = अगर इस पते का खाता है, तो लिंक भेजा जा रहा है। यह एक बार, दो घंटे तक काम करता है। कुछ मिनट बाद भी कुछ नहीं? स्पैम देखें, या इस सर्वर की देखभाल करने वाले से पूछें।
forgot-no-mail = यह सर्वर अभी डाक नहीं भेजता। इसकी देखभाल करने वाले से वह लिंक माँगें जिससे आप नया पासवर्ड चुनें।
reset-title = पासवर्ड चुनें
reset-lead = खाते { $email } के लिए। बाकी सब जगह से आप साइन आउट हो जाएँगे।
reset-save = पासवर्ड सहेजें
reset-again = नया लिंक माँगें
forbidden-title = यह पृष्ठ आपके खाते के लिए नहीं है
forbidden-lead = आप साइन इन हैं, पर आपके खाते को इसे देखने का अधिकार नहीं है। इस सर्वर की देखभाल करने वाले यह अधिकार दे सकते हैं।
mail-forgotten-subject = नया पासवर्ड चुनें
mail-forgotten = नमस्ते { $name }, इस लिंक से आप नया पासवर्ड चुनते हैं:
mail-forgotten-until = यह एक बार, { $hours } घंटे तक काम करता है। अगर आपने इसे नहीं माँगा, तो कुछ न करें: आपका पासवर्ड वही रहता है।
mail-forgotten-foot = { $site } से भेजा गया

# Another email address
email-change = ईमेल पता बदलें
email-lead = इसे बदलने के लिए नया पता और अपना पासवर्ड लिखें। वहाँ एक लिंक वाली चिट्ठी जाएगी; लिंक खोलने पर पता बदलेगा।
email-new = नया ईमेल पता
email-back = प्रोफ़ाइल पर वापस
email-sent-title = अपनी डाक देखें
email-sent = आपके नए पते पर लिंक भेजा जा रहा है। यह एक बार, एक दिन तक काम करता है। जब तक आप उसे नहीं खोलते, पहले की तरह साइन इन करें।
email-no-mail = यह सर्वर अभी डाक नहीं भेजता। इसकी देखभाल करने वाले से लिंक माँगें।
email-confirm-title = आपका नया ईमेल पता
email-confirm-lead = अब से आप { $email } से साइन इन करेंगे।
email-confirm = यह पता इस्तेमाल करें
email-changed = आपका ईमेल पता बदल गया।
mail-email-subject = अपने नए ईमेल पते की पुष्टि करें
mail-email = नमस्ते { $name }, इस लिंक से आप पुष्टि करते हैं कि आपके खाते का यह पता हो:
mail-email-until = यह एक बार, { $hours } घंटे तक काम करता है। अगर आपने इसे नहीं माँगा, तो कुछ न करें।
mail-email-changed-subject = आपका ईमेल पता बदला गया
mail-email-changed = नमस्ते { $name }, आपके खाते का अब दूसरा ईमेल पता है: { $email }।
mail-email-changed-rest = अगर आपने इसे नहीं बदला, तो इस सर्वर की देखभाल करने वाले को तुरंत बताएँ।

# A second factor
second-factor = दूसरा चरण
second-factor-lead = साइन इन करते समय पासवर्ड के साथ आपके फ़ोन का एक कोड भी माँगा जाता है। जिसे सिर्फ़ आपका पासवर्ड पता चले, वह अंदर नहीं आ सकता।
second-factor-see = इसे देखें
second-factor-begin = सेट करें
second-factor-scan = अपने फ़ोन के ऑथेंटिकेटर (Google Authenticator, Aegis, Microsoft Authenticator या कोई और) से यह कोड स्कैन करें।
second-factor-qr = आपके ऑथेंटिकेटर के लिए कोड
second-factor-type = स्कैन नहीं कर सकते? ऑथेंटिकेटर में यह लिखें:
second-factor-first-code = छह अंक, जैसे ऑथेंटिकेटर अभी दिखाता है।
second-factor-confirm = चालू करें
second-factor-is-on = दूसरा चरण चालू है।
second-factor-remove = दूसरा चरण बंद करें
recovery-codes = रिकवरी कोड
recovery-codes-lead = फ़ोन खो जाए, तो इनमें से हर कोड एक बार आपको अंदर आने देता है। इन्हें छाप लें या लिख लें; ये सिर्फ़ अभी दिखाए जाते हैं।
recovery-codes-copy = कोड कॉपी करें
recovery-codes-left = { $count ->
    [0] आपके पास कोई रिकवरी कोड नहीं बचा। नए बनाएँ।
    [one] आपके पास 1 रिकवरी कोड बचा है।
   *[other] आपके पास { $count } रिकवरी कोड बचे हैं।
}
recovery-codes-new = नए रिकवरी कोड बनाएँ
code = कोड
code-title = आपका कोड
code-lead = अपने फ़ोन का ऑथेंटिकेटर खोलें और उसमें दिखा कोड लिखें।
code-recovery-hint = फ़ोन खो गया? अपना कोई रिकवरी कोड लिखें।
recovery-codes-kept = मैंने सँभालकर रख लिए हैं। जारी रखें
second-factor-due = दूसरा चरण सेट करें
second-factor-due-lead = इस सर्वर को चलाने वाले यह माँगते हैं। इसके बाद आप अपने पासवर्ड और अपने फ़ोन के कोड से साइन इन करेंगे।

# Password and sessions
profile-email = आप { $email } से साइन इन करते हैं।
password-change = पासवर्ड बदलें
password-change-lead = दूसरे ब्राउज़रों को फिर से साइन इन करना होगा।
password-current = मौजूदा पासवर्ड
password-new = नया पासवर्ड
password-changed = पासवर्ड बदल गया। दूसरे ब्राउज़रों को फिर से साइन इन करना होगा।
sessions = आप कहाँ साइन इन हैं
sessions-lead = कुछ अनजाना है? उसे समाप्त करें और अपना पासवर्ड बदलें।
session-this = यह ब्राउज़र
session-last = पिछली बार
session-device = { $system } पर { $browser }
session-unknown = अज्ञात
session-end = समाप्त करें
session-end-named = { $device } का सत्र समाप्त करें
sessions-end-others = बाकी सभी समाप्त करें
sessions-ended = समाप्त। वहाँ जो साइन इन था वह बाहर है।
