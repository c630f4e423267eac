# The language's own name, as the language switcher shows it, and its direction: ltr or rtl.
language-name = हिन्दी
language-direction = ltr

app-name = TalkSpace
language = भाषा
skip-to-content = सीधे सामग्री पर जाएँ
nav-label = मुख्य
account-menu = आपका खाता
footer-note = आपके अपने सर्वर पर चलता है।

home = होम
history = इतिहास
sign-in = साइन इन करें
sign-out = साइन आउट करें
create-account = खाता बनाएँ
new-meeting = नई मीटिंग
join = शामिल हों
meeting-code = मीटिंग कोड
name = नाम
email = ईमेल
password = पासवर्ड

copy-link = लिंक कॉपी करें
copy-done = कॉपी हो गया
copy-refused = कृपया इसे ख़ुद कॉपी करें

# Spans of time.
span-short = एक मिनट से कम
span-minutes = { $minutes } मिनट
span-hours = { $hours } घं. { $minutes } मिनट
wait-seconds = { $count ->
    [one] { $count } सेकंड
   *[other] { $count } सेकंड
}
wait-minutes = { $count ->
    [one] { $count } मिनट
   *[other] { $count } मिनट
}

# What somebody was in a meeting.
role = { $role ->
    [host] मेज़बान
    [co_host] सह-मेज़बान
    [presenter] प्रस्तुतकर्ता
    [viewer] दर्शक
   *[participant] प्रतिभागी
}
