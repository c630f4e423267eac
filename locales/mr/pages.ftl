# Landing
landing-page-title = तुमच्या स्वतःच्या सर्व्हरवर व्हिडिओ मीटिंग
landing-title = सगळे एकत्र, हवा तितका वेळ.
landing-lead = तुमच्या कॉलेजसाठी, टीमसाठी किंवा वर्गासाठी व्हिडिओ मीटिंग. ना वेळेची मर्यादा, ना ॲप, सगळे तुमच्या स्वतःच्या सर्व्हरवर.
meeting-code-placeholder = मीटिंग कोड किंवा लिंक
promise-time = वेळेची मर्यादा नाही
promise-data = तुमचा सर्व्हर, तुमचा डेटा
promise-attendance = कधीही न हरवणारी उपस्थिती
go-home = तुमच्या मीटिंगकडे जा
features-label = ज्यावर तुम्ही विसंबू शकता
feature-kept-title = काहीच हरवत नाही
feature-kept-lead = टॅब बंद झाला किंवा वीज गेली तरी उपस्थिती, चॅट आणि इतिहास मीटिंगसोबत राहतात.
feature-back-title = आपोआप परत येते
feature-back-lead = नेटवर्क तुटले तरी कॉल तिथूनच पुढे सुरू होतो: तीच जागा, तीच भूमिका, आणि आवाज बंद होता तर बंदच.
feature-own-title = हे तुमचे आहे
feature-own-lead = तुमच्या स्वतःच्या मशीनवर एकच प्रोग्राम. कोण कोणाला भेटले आणि काय बोलले, हे दुसरी कोणतीही कंपनी पाहत नाही.
scene-name-1 = आशा
scene-name-2 = रवी
scene-name-3 = मीरा
scene-name-4 = तुम्ही

# Accounts
register-lead = स्वतःच्या मीटिंग सुरू करण्यासाठी आणि त्यांचा इतिहास ठेवण्यासाठी. फक्त सामील व्हायला लिंक पुरेशी आहे.
register-have-account = आधीच खाते आहे?
register-closed-title = सध्या नवीन खाती उघडत नाहीत
register-closed-lead = या सर्व्हरचे चालक खाती स्वतः तयार करतात. त्यांच्याकडे खाते मागा. लिंकवरून मीटिंगमध्ये तुम्ही खात्याशिवायही सामील होऊ शकता.
invited-lead = तुम्हाला आमंत्रण आहे. तुमच्या खात्यासाठी पासवर्ड निवडा.
invitation-wrong-title = हे आमंत्रण आता चालत नाही
invitation-wrong-lead = त्याची मुदत संपली, ते वापरले गेले किंवा मागे घेतले गेले. ज्यांनी बोलावले त्यांच्याकडे नवे मागा.
mail-account-invited-subject = { $name } तुम्हाला TalkSpace वर बोलावतात
mail-account-invited = नमस्कार, { $name } तुम्हाला व्हिडिओ बैठकांसाठी खाते उघडायला बोलावतात. ही लिंक तिथे नेते:
mail-account-invited-until = ती { $days } दिवस आणि फक्त या पत्त्यासाठी चालते. तुम्हाला अपेक्षा नसेल, तर काहीही करू नका.
mail-account-made-subject = व्हिडिओ बैठकांसाठी तुमचे खाते
mail-account-made = नमस्कार { $name }, तुमच्यासाठी खाते तयार केले आहे. या लिंकने तुम्ही त्याचा पासवर्ड निवडता:
mail-account-made-until = ती एकदा, सात दिवस चालते. त्यानंतर ज्यांनी पाठवली त्यांच्याकडे नवी मागा.
login-lead = तुम्हाला पुन्हा पाहून आनंद झाला.
login-no-account = इथे नवीन आहात?
password-hint = किमान { $min } अक्षरे. एकापाठोपाठ काही शब्द लक्षात ठेवायला सोपे आणि ओळखायला अवघड असतात.
setup-title = TalkSpace ची सुरुवात करा
setup-lead = हे खाते सर्व्हरची काळजी घेईल. हे पान एकदाच वापरता येते.
back-to-start = सुरुवातीला परत जा

# Home
greeting-hello = नमस्कार, { $name }
greeting-morning = सुप्रभात, { $name }
greeting-afternoon = नमस्कार, { $name }
greeting-evening = शुभ संध्याकाळ, { $name }
home-lead = मीटिंग सुरू करा, किंवा एखाद्या मीटिंगमध्ये सामील व्हा.
home-actions = मीटिंग
new-meeting-lead = आता सुरू करा आणि लिंक पाठवा
join-card-lead = कोड किंवा लिंक वापरून
# The title of a new meeting, until its host gives it another.
meeting-title-of = { $name } यांची मीटिंग
made-title = तुमची मीटिंग तयार आहे
made-lead = ज्यांना भेटायचे आहे त्या सर्वांना लिंक पाठवा. तुम्ही आता किंवा नंतर आत जाऊ शकता.
made-link = लिंक
enter-meeting = मीटिंगमध्ये जा
enter = आत जा
enter-named = { $title } मध्ये जा
recent-title = तुमच्या अलीकडच्या मीटिंग
recent-empty-title = अजून मीटिंग नाही
recent-empty-lead = तुम्ही सुरू केलेल्या मीटिंग त्यांच्या लिंकसह इथे दिसतील. “नवीन मीटिंग” वापरून एक सुरू करा.
live-now = सुरू आहे

# Join
join-title = मीटिंगमध्ये सामील व्हा
join-lead = तुम्हाला मिळालेला कोड लिहा, किंवा लिंक चिकटवा.

# History
history-lead = तुम्ही घेतलेली किंवा सामील झालेली प्रत्येक मीटिंग.
history-hosted-by = यजमान: { $name }
history-rejoins = { $count ->
    [one] एकदा परत आलात
   *[other] { $count } वेळा परत आलात
}
history-now = आत्तापर्यंत
history-present = मीटिंगमधील वेळ:
history-older = जुन्या मीटिंग
history-newest = सर्वांत नवीन मीटिंग
history-pages = इतिहासाची पाने
history-empty-title = अजून मीटिंग नाही
history-empty-lead = तुम्ही एखादी मीटिंग घेतली किंवा तिच्यात सामील झालात की ती कधी होती आणि तुम्ही किती वेळ होतात ते इथे दिसेल.
history-empty-next = मीटिंग सुरू करा किंवा सामील व्हा
history-meetings = मीटिंग
history-export = CSV मध्ये जतन करा
history-none = या फिल्टरमध्ये एकही मीटिंग बसत नाही. दुसरा शब्द किंवा मोठा कालावधी निवडा, किंवा फिल्टर काढा.
history-search = शीर्षक किंवा यजमान
history-show = दाखवा
history-show-all = सर्व मीटिंग
history-show-hosted = मी घेतलेल्या
history-show-attended = मी सामील झालेल्या
history-from = पासून
history-to = पर्यंत
history-minutes = किमान इतकी मिनिटे
history-span = आलेख
history-weeks = मागील { $count } आठवडे
history-apply = फिल्टर लावा
history-clear = फिल्टर काढा
history-totals = एकूण
history-total-meetings = मीटिंग
history-total-hours = मीटिंगमधील वेळ
history-total-hosted = तुम्ही घेतलेल्या
history-total-talk = बोलण्याचा वाटा
history-talk = बोलण्याचा वाटा: { $share }
history-kept = मीटिंग संपल्यावर { $days } दिवस इथे ठेवल्या जातात.
history-weeks-title = मागील { $count } आठवडे
history-weeks-lead = आठवडा सोमवारी सुरू होतो, वेळ क्षेत्र { $zone } मध्ये.
history-weeks-table = तक्ता म्हणून दाखवा
history-week = आठवडा

# Heads of the columns in exported tables
csv-title = शीर्षक
csv-code = कोड
csv-host = यजमान
csv-role = तुमची भूमिका
csv-joined = सामील
csv-left = बाहेर
csv-minutes = मीटिंगमधील मिनिटे
csv-joins = किती वेळा आलात
csv-spoke = बोललेली मिनिटे
csv-talk = बोलण्याचा वाटा (%)
csv-time-zone = वेळ क्षेत्र { $zone }

# Profile
profile = प्रोफाइल
profile-lead = या सर्व्हरवरील तुमचे खाते.
profile-save = जतन करा
profile-saved = जतन केले.
look = भाषा आणि रूप
language-of-browser = ब्राउझरला हवे तसे
theme = थीम
theme-of-system = उपकरणाला हवे तसे
theme-name = { $theme ->
    [light] उजळ
   *[dark] गडद
}
look-save = लागू करा
keeping = गोष्टी किती काळ ठेवल्या जातात
keeping-chat = चॅट: { $days ->
    [0] कायम
   *[other] मीटिंगनंतर { $days } दिवस
}
keeping-files = फाइल: { $days ->
    [0] चॅट असेपर्यंत
   *[other] मीटिंगनंतर { $days } दिवस, आणि चॅटपेक्षा जास्त नाही
}
keeping-attendance = उपस्थिती आणि इतिहास: { $days ->
    [0] कायम
   *[other] मीटिंगनंतर { $days } दिवस
}
my-data = माझा डेटा
my-data-lead = एक ZIP फाइल ज्यात हा सर्व्हर तुमच्याबद्दल जे ठेवतो ते सर्व आहे: तुमचे खाते, तुम्ही घेतलेल्या मीटिंग, तुम्ही मीटिंगमध्ये कधी होतात, तुम्ही काय लिहिले, तुम्हाला आलेले खाजगी संदेश, प्रतिक्रिया, तुमच्या फाइल, तुमचा अभिप्राय, आणि ऑडिट लॉगमध्ये तुमच्याबद्दल जे आहे.
my-data-download = माझा डेटा डाउनलोड करा
delete-account = माझे खाते हटवा
delete-account-lead = हे परत करता येणार नाही. हवे असल्यास आधी तुमचा डेटा डाउनलोड करा.
delete-account-then = काय होईल
delete-account-signed-out = तुम्ही सगळीकडून लगेच साइन आउट व्हाल आणि ज्या मीटिंगमध्ये आहात ती सोडाल.
delete-account-hosted = तुमच्या मीटिंगमध्ये आता कोणी येऊ शकणार नाही. जे आत्ता आत आहेत ते बाहेर पडेपर्यंत राहू शकतात.
delete-account-messages = तुमचे संदेश मागे घेतले जातील आणि तुमच्या फाइल सर्वांसाठी काढल्या जातील; सुरू असलेल्या मीटिंगमध्ये त्या संपेपर्यंत दिसू शकतात. प्रतिक्रिया आणि अभिप्रायही जातील.
delete-account-attendance = उपस्थिती मीटिंगसोबत राहते: तुमच्या नावाचे कोणी तिथे होते आणि कधी, हे याद्यांमध्ये राहील. तुम्ही घेतलेल्या मीटिंग आलेल्यांच्या इतिहासात “Deleted account” या नावाने राहतील.
delete-account-person = खात्यातून तुमचे नाव, ईमेल पत्ता आणि पासवर्ड काढले जातील.
delete-account-keep = माझे खाते ठेवा

# Pages that say one thing
not-found-title = असे पान नाही
not-found-lead = पत्ता चुकीचा लिहिला असेल, किंवा पान दुसरीकडे गेले असेल.
no-meeting-title = ही लिंक तुम्ही जाऊ शकाल अशा मीटिंगकडे नेत नाही
no-meeting-lead = कोड तपासा, किंवा ज्यांनी बोलावले त्यांच्याकडे नवीन लिंक मागा.
unavailable-title = सध्या हे होऊ शकत नाही
unavailable-lead = सर्व्हर व्यस्त आहे किंवा त्याच्याशी संपर्क होत नाही. तुम्ही केलेले काहीही हरवलेले नाही. थोड्या वेळाने पुन्हा प्रयत्न करा.
too-many-title = जरा सावकाश
too-many-lead = तुम्ही थोड्या वेळात बरेच मीटिंग कोड वापरून पाहिले. कृपया एक मिनिट थांबून पुन्हा प्रयत्न करा.

# On a meeting page, when the program that makes the call is missing.
not-loaded = कॉल लोड होऊ शकला नाही. हे पान पुन्हा लोड करा; तरीही जमले नाही, तर तुमचे नेटवर्क त्याचा काही भाग अडवत असेल.
no-script = कॉलसाठी JavaScript लागते, ते या ब्राउझरमध्ये बंद आहे. या पानासाठी ते सुरू करा आणि पुन्हा लोड करा.

settings-of = { $title } च्या सेटिंग्ज
settings-saved = जतन केले. जे मीटिंगमध्ये आहेत त्यांच्यासाठी ते लगेच लागू झाले आहे.
settings-passcode-new = नवा पासकोड
settings-passcode-none = पासकोडशिवाय दारापर्यंत येण्यासाठी लिंक पुरेशी आहे. पासकोड (किमान { $min } अक्षरे) ठेवल्यास लोकांना तोही लिहावा लागेल; त्यांना तो सांगा.
settings-passcode-there = या मीटिंगला पासकोड आहे. तो पुन्हा दाखवता येत नाही. तोच ठेवायचा असल्यास ही जागा रिकामी ठेवा.
settings-passcode-remove = पासकोड काढून टाका
settings-passcode-remove-hint = त्यानंतर पुन्हा फक्त लिंक पुरेशी असेल.
settings-templates-lead = टेम्पलेट शीर्षक आणि पासकोड सोडून वरील सर्व गोष्टी ठरवतो.

# A forgotten password
login-forgot = पासवर्ड विसरलात?
forgot-title = पासवर्ड विसरलात?
forgot-lead = तुमचा ईमेल पत्ता सांगा. नवा पासवर्ड निवडण्यासाठी आम्ही लिंक पाठवू.
forgot-send = लिंक पाठवा
forgot-back = साइन इनकडे परत
forgot-sent-title = तुमची डाक पहा
forgot-sent = या पत्त्याचे खाते असेल, तर लिंक पाठवली जात आहे. ती एकदाच, दोन तास चालते. काही मिनिटांनीही काही नाही? स्पॅम पहा, किंवा या सर्व्हरची काळजी घेणाऱ्यांना विचारा.
forgot-no-mail = हा सर्व्हर अजून डाक पाठवत नाही. त्याची काळजी घेणाऱ्यांकडे नवा पासवर्ड निवडण्याची लिंक मागा.
reset-title = पासवर्ड निवडा
reset-lead = { $email } या खात्यासाठी. इतर सगळीकडून तुम्ही साइन आउट व्हाल.
reset-save = पासवर्ड जतन करा
reset-again = नवी लिंक मागा
forbidden-title = हे पान तुमच्या खात्यासाठी नाही
forbidden-lead = तुम्ही साइन इन आहात, पण तुमच्या खात्याला हे पाहण्याचा अधिकार नाही. या सर्व्हरची काळजी घेणारे तो देऊ शकतात.
mail-forgotten-subject = नवा पासवर्ड निवडा
mail-forgotten = नमस्कार { $name }, या लिंकने तुम्ही नवा पासवर्ड निवडता:
mail-forgotten-until = ती एकदाच, { $hours } तास चालते. तुम्ही ती मागितली नसेल, तर काही करू नका: तुमचा पासवर्ड तोच राहतो.
mail-forgotten-foot = { $site } कडून पाठवले

# Another email address
email-change = ईमेल पत्ता बदला
email-lead = तो बदलण्यासाठी नवा पत्ता आणि तुमचा पासवर्ड लिहा. तिथे लिंक असलेले पत्र जाईल; लिंक उघडल्यावर पत्ता बदलेल.
email-new = नवा ईमेल पत्ता
email-back = प्रोफाइलवर परत
email-sent-title = तुमची डाक पहा
email-sent = तुमच्या नव्या पत्त्यावर लिंक पाठवली जात आहे. ती एकदाच, एक दिवस चालते. ती उघडेपर्यंत पूर्वीप्रमाणे साइन इन करा.
email-no-mail = हा सर्व्हर अजून डाक पाठवत नाही. त्याची काळजी घेणाऱ्यांकडे लिंक मागा.
email-confirm-title = तुमचा नवा ईमेल पत्ता
email-confirm-lead = आतापासून तुम्ही { $email } ने साइन इन कराल.
email-confirm = हा पत्ता वापरा
email-changed = तुमचा ईमेल पत्ता बदलला.
mail-email-subject = तुमच्या नव्या ईमेल पत्त्याची खात्री करा
mail-email = नमस्कार { $name }, या लिंकने तुम्ही खात्री देता की तुमच्या खात्याचा हा पत्ता असावा:
mail-email-until = ती एकदाच, { $hours } तास चालते. तुम्ही ती मागितली नसेल, तर काही करू नका.
mail-email-changed-subject = तुमचा ईमेल पत्ता बदलला
mail-email-changed = नमस्कार { $name }, तुमच्या खात्याचा आता दुसरा ईमेल पत्ता आहे: { $email }.
mail-email-changed-rest = तुम्ही तो बदलला नसेल, तर या सर्व्हरची काळजी घेणाऱ्यांना लगेच सांगा.

# A second factor
second-factor = दुसरा टप्पा
second-factor-lead = साइन इन करताना पासवर्डसोबत तुमच्या फोनवरचा कोडही विचारला जातो. ज्याला फक्त पासवर्ड कळेल, तो आत येऊ शकत नाही.
second-factor-see = पहा
second-factor-begin = सुरू करा
second-factor-scan = तुमच्या फोनवरच्या ऑथेंटिकेटरने (Google Authenticator, Aegis, Microsoft Authenticator किंवा दुसरे) हा कोड स्कॅन करा.
second-factor-qr = तुमच्या ऑथेंटिकेटरसाठी कोड
second-factor-type = स्कॅन करता येत नाही? ऑथेंटिकेटरमध्ये हे लिहा:
second-factor-first-code = सहा अंक, ऑथेंटिकेटर आत्ता दाखवतो तसे.
second-factor-confirm = चालू करा
second-factor-is-on = दुसरा टप्पा चालू आहे.
second-factor-remove = दुसरा टप्पा बंद करा
recovery-codes = रिकव्हरी कोड
recovery-codes-lead = फोन हरवला, तर यातला प्रत्येक कोड एकदा तुम्हाला आत येऊ देतो. ते छापून किंवा लिहून ठेवा; ते फक्त आत्ताच दाखवले जातात.
recovery-codes-copy = कोड कॉपी करा
recovery-codes-left = { $count ->
    [0] तुमच्याकडे रिकव्हरी कोड उरले नाहीत. नवे बनवा.
    [one] तुमच्याकडे 1 रिकव्हरी कोड उरला आहे.
   *[other] तुमच्याकडे { $count } रिकव्हरी कोड उरले आहेत.
}
recovery-codes-new = नवे रिकव्हरी कोड बनवा
code = कोड
code-title = तुमचा कोड
code-lead = तुमच्या फोनवरचे ऑथेंटिकेटर उघडा आणि त्यात दिसणारा कोड लिहा.
code-recovery-hint = फोन हरवला? तुमचा एखादा रिकव्हरी कोड लिहा.
recovery-codes-kept = मी जपून ठेवले आहेत. पुढे चला
second-factor-due = दुसरा टप्पा सेट करा
second-factor-due-lead = हा सर्व्हर चालवणारे तो मागतात. त्यानंतर तुम्ही तुमचा पासवर्ड आणि फोनवरील कोड वापरून साइन इन कराल.

# Password and sessions
profile-email = तुम्ही { $email } ने साइन इन करता.
password-change = पासवर्ड बदला
password-change-lead = इतर ब्राउझरांना पुन्हा साइन इन करावे लागेल.
password-current = सध्याचा पासवर्ड
password-new = नवा पासवर्ड
password-changed = पासवर्ड बदलला. इतर ब्राउझरांना पुन्हा साइन इन करावे लागेल.
sessions = तुम्ही कुठे साइन इन आहात
sessions-lead = काही अनोळखी आहे? ते संपवा आणि पासवर्ड बदला.
session-this = हा ब्राउझर
session-last = शेवटचा वापर
session-device = { $system } वर { $browser }
session-unknown = अज्ञात
session-end = संपवा
session-end-named = { $device } चे सत्र संपवा
sessions-end-others = इतर सर्व संपवा
sessions-ended = संपवले. तिथे साइन इन असलेले बाहेर आहेत.
