# The language's own name, as the language switcher shows it, and its direction: ltr or rtl.
language-name = मराठी
language-direction = ltr

app-name = TalkSpace
language = भाषा
skip-to-content = थेट मजकुराकडे जा
nav-label = मुख्य
account-menu = तुमचे खाते
footer-note = तुमच्या स्वतःच्या सर्व्हरवर चालते.

home = मुख्यपृष्ठ
history = इतिहास
sign-in = साइन इन करा
sign-out = साइन आउट करा
create-account = खाते तयार करा
new-meeting = नवीन मीटिंग
join = सामील व्हा
meeting-code = मीटिंग कोड
name = नाव
email = ईमेल
password = पासवर्ड

copy-link = लिंक कॉपी करा
copy-done = कॉपी झाले
copy-refused = कृपया स्वतः कॉपी करा

# Spans of time.
span-short = एका मिनिटापेक्षा कमी
span-minutes = { $minutes } मि.
span-hours = { $hours } ता. { $minutes } मि.
wait-seconds = { $count ->
    [one] { $count } सेकंद
   *[other] { $count } सेकंद
}
wait-minutes = { $count ->
    [one] { $count } मिनिट
   *[other] { $count } मिनिटे
}

# What somebody was in a meeting.
role = { $role ->
    [host] यजमान
    [co_host] सह-यजमान
    [presenter] सादरकर्ता
    [viewer] प्रेक्षक
   *[participant] सहभागी
}
