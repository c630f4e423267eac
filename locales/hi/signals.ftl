# जो लोग बिना बोले बताते हैं, और दरवाज़े पर कौन प्रतीक्षा में है।

## दरवाज़े पर
room-note = मेज़बान के लिए संदेश (वैकल्पिक)
room-line-too-long = इसमें अधिकतम { $limit } अक्षर हो सकते हैं। कृपया छोटा करें।
room-door-account = यह मीटिंग खाता रखने वालों के लिए है। साइन इन करें या खाता बनाएँ; उसके बाद आप सीधे यहीं लौटेंगे।
room-needs-account = यह मीटिंग अब खाता रखने वालों के लिए है। कृपया साइन इन करके फिर आइए।
room-needs-cookie = आपका ब्राउज़र इस पेज के लिए कुकी नहीं रख रहा। कुकी की अनुमति दें, पेज फिर से लोड करें और अंदर आइए।
room-refused-denied = मेज़बान ने अभी आपको अंदर नहीं आने दिया। कृपया एक मिनट रुकें, फिर दोबारा पूछें।
room-refused-blocked = आप इस मीटिंग में नहीं आ सकते। यदि आपको लगता है कि यह भूल है, तो कृपया मेज़बान से बात करें।

## प्रतीक्षा
room-waiting-locked = मीटिंग पर ताला लगा है
room-waiting-locked-why = अभी कोई नया व्यक्ति अंदर नहीं आ सकता। यह पन्ना खुला रखें: मेज़बान के ताला खोलते ही यह अपने-आप आगे बढ़ेगा।
room-waiting-before = { $count ->
    [0] अगली बारी आपकी है।
    [one] आपसे पहले { $count } व्यक्ति है।
   *[other] आपसे पहले { $count } लोग हैं।
}
room-waiting-message = मेज़बान का संदेश
room-ask-again-in = आप { $wait } में फिर पूछ सकते हैं।
room-ask-again-now = अब आप फिर से पूछ सकते हैं।

## अंदर आने देने वालों के लिए
room-tell-waiting = प्रतीक्षा करने वालों के लिए संदेश
room-told = वे पढ़ रहे हैं: “{ $text }”
room-told-nothing = अब उन्हें कोई संदेश नहीं दिखता।

## हाथ
room-hand-place = आपका हाथ उठा है। कतार में आपका नंबर { $place } है।
room-hand-place-of = हाथ उठाया है, कतार में नंबर { $place }
room-key-hand = हाथ उठाएँ या नीचे करें

## प्रतिक्रियाएँ
room-react = प्रतिक्रिया दें
room-react-off = इस मीटिंग में प्रतिक्रियाएँ बंद हैं
room-reaction = { $reaction ->
    [thumbs-up] शाबाश
    [clap] तालियाँ
    [heart] दिल
    [laugh] हँसी
    [surprise] आश्चर्य
   *[celebrate] जश्न
}

## कॉल कैसी चल रही है
room-quality = { $quality ->
    [lossy] { $name } के कनेक्शन में आवाज़ और तस्वीर टूट रही है
    [slow] { $name } का कनेक्शन धीमा है
   *[broken] { $name } की ओर से लगभग कुछ नहीं पहुँच रहा
}
room-own-quality = { $quality ->
    [lossy] आपके कनेक्शन में आवाज़ और तस्वीर टूट रही है।
    [slow] आपका कनेक्शन धीमा है।
   *[broken] आपके कनेक्शन से लगभग कुछ नहीं पहुँच रहा।
} { $camera ->
    [on] कैमरा बंद करने से मदद मिलेगी।
   *[off] वाई-फ़ाई के पास आने या तार लगाने से मदद मिलेगी।
}
room-strained = यह कंप्यूटर बहुत व्यस्त है, इसलिए दूसरों को आपकी तस्वीर छोटी मिल रही है। दूसरे प्रोग्राम और टैब बंद करने से, और कैमरे का बैकग्राउंड इफ़ेक्ट बंद करने से मदद मिलेगी।

## बोलकर बताया जाता है
room-said-who = { $others ->
    [0] { $name }
    [one] { $name } और { $others } अन्य
   *[other] { $name } और { $others } अन्य
}
room-said-hand-raised = { $who } ने हाथ उठाया।
room-said-hand-down = { $who } ने हाथ नीचे किया।
room-said-shares = { $who } ने स्क्रीन साझा करना शुरू किया।
room-said-stopped-sharing = { $who } ने साझा करना रोका।
room-in-spotlight = स्पॉटलाइट में
room-said-spotlight = { $who } स्पॉटलाइट में हैं।
room-said-role = { $role ->
    [host] अब मेज़बान: { $who }।
    [co_host] अब सह-मेज़बान: { $who }।
    [presenter] अब प्रस्तुतकर्ता: { $who }।
    [viewer] अब दर्शक: { $who }।
   *[participant] अब प्रतिभागी: { $who }।
}
room-said-reacted = { $who } की प्रतिक्रिया: { $reaction ->
    [thumbs-up] शाबाश
    [clap] तालियाँ
    [heart] दिल
    [laugh] हँसी
    [surprise] आश्चर्य
   *[celebrate] जश्न
}।
