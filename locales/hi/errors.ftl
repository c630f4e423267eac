# Beside a field, after the form was refused. Each says what is wrong and what to do.
error-empty = { $field ->
    [name] कृपया अपना नाम लिखें।
    [email] कृपया अपना ईमेल पता लिखें।
    [password] कृपया पासवर्ड लिखें।
    [code] कृपया मीटिंग का कोड या लिंक लिखें।
    [passcode] कृपया मीटिंग का पासकोड लिखें।
   *[other] कृपया इसे भरें।
}
error-too-short = कृपया कम से कम { $min } अक्षर लिखें।
error-too-long = कृपया ज़्यादा से ज़्यादा { $max } अक्षर लिखें।
error-not-an-email = यह ईमेल पता नहीं लगता। इसमें @ और डोमेन होना चाहिए, जैसे asha@example.org।
error-email-taken = इस पते से खाता पहले से है। साइन इन करें, या कोई दूसरा पता लिखें।
error-guessable = इस पासवर्ड का अनुमान लगाना आसान है। कुछ ऐसे शब्द लिखें जो आपस में मेल न खाते हों।
error-wrong-credentials = ईमेल पता और पासवर्ड मेल नहीं खाते। कृपया फिर कोशिश करें।
error-too-many-tries = बहुत बार कोशिश हुई। कृपया { $wait } रुककर फिर कोशिश करें।
error-not-a-code = यह मीटिंग कोड नहीं है। कोड में बारह अक्षर होते हैं, जैसे abcd-efgh-jkmn।
error-no-such-meeting = यह ऐसी किसी मीटिंग तक नहीं ले जाता जिसमें आप जा सकें। कोड जाँचें, या जिसने बुलाया है उनसे पूछें।
error-wrong-passcode = पासकोड सही नहीं है। कृपया जाँचकर फिर कोशिश करें।
error-registration-closed = अभी नए खाते नहीं खुल रहे। इस सर्वर के संचालक से पूछें।
error-wrong-setup-token = सेट-अप का यह लिंक अब मान्य नहीं है। मान्य लिंक सर्वर के लॉग में है।
error-not-a-date = यह तारीख़ नहीं है। कृपया इसे साल, महीना और दिन के रूप में लिखें: 2026-11-23।
error-ends-before-it-begins = आख़िरी दिन पहले दिन से पहले है। कृपया दोनों को बदलें।
error-not-a-number = कृपया 0 से { $max } तक की पूरी संख्या लिखें।
error-unavailable = सर्वर व्यस्त है। कुछ भी नहीं खोया है: थोड़ी देर में फिर कोशिश करें।
