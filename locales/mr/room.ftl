# बैठकीचे पान: सामील होण्याआधी, वाट पाहताना, आत, नंतर.

## स्वतःची उपकरणे
room-microphone-off = मायक्रोफोन बंद करा
room-microphone-on = मायक्रोफोन सुरू करा
room-camera-off = कॅमेरा बंद करा
room-camera-on = कॅमेरा सुरू करा
room-camera = कॅमेरा
room-microphone = मायक्रोफोन
room-speaker = स्पीकर
room-device-default = नेहमीचे उपकरण
room-device-numbered = { $device } { $number }
room-own-picture = तुमचे चित्र
room-preview = इतरांना तुम्ही असे दिसाल
room-camera-is-off = कॅमेरा बंद आहे
room-camera-is-on = कॅमेरा सुरू आहे

## सामील होण्याआधी
room-door-join = तुमचे चित्र आणि नाव पाहून घ्या, मग आत या.
room-door-ask = यजमान तुम्हाला आत घेतील.
room-your-name = तुमचे नाव
room-passcode = पासकोड
room-join-now = आता सामील व्हा
room-ask-to-join = सामील होण्यासाठी विचारा
room-getting-ready = तयारी सुरू आहे…
room-have-account = खाते आहे? त्याने ही मीटिंग तुमच्या इतिहासात येईल:
room-name-empty = कृपया तुमचे नाव लिहा, म्हणजे इतरांना तुम्ही कोण ते कळेल.
room-name-too-long = नावात जास्तीत जास्त 64 अक्षरे चालतात. कृपया लहान करा.
room-invitation = आमंत्रणाची लिंक
room-copy-link = लिंक कॉपी करा

## काही नाकारले गेले तर
room-refused-version = TalkSpace ची नवी आवृत्ती सुरू आहे. कृपया हे पान पुन्हा उघडा.
room-refused-again = ते जमले नाही. कृपया पुन्हा एकदा प्रयत्न करा.
room-refused-not-allowed = हे फक्त यजमान करू शकतात.
room-refused-gone = ही व्यक्ती आता इथे नाही.
room-refused-empty = पाठवण्यासाठी अजून काही नाही. कृपया आधी काही लिहा.
room-refused-too-long = हे खूप लांब आहे. कृपया ते लहान करा किंवा तुकड्यांमध्ये पाठवा.
room-refused-too-fast = हे जरा घाईत झाले. कृपया थोडे थांबून पुन्हा प्रयत्न करा.
room-refused-full = ही बैठक भरली आहे. कोणी गेल्यावर पुन्हा प्रयत्न करा.
room-refused-browser = तुमच्या ब्राउझरला कॉल सुरू करता आला नाही. कृपया तो अद्ययावत करा किंवा दुसरा वापरून पाहा.
room-refused-not-stored = हे आत्ता जतन करता आले नाही. कृपया पुन्हा प्रयत्न करा.

## वाट पाहताना
room-waiting-knocking = आत येण्यासाठी विचारत आहोत
room-waiting-knocking-why = तुम्ही इथे आहात हे यजमानांना माहीत आहे. परवानगी मिळताच तुम्ही आपोआप आत याल.
room-waiting-host = यजमान अजून आलेले नाहीत
room-waiting-host-why = हे पान उघडे ठेवा: होस्ट आल्यावर ते आपोआप पुढे जाईल.
room-leave = बाहेर पडा

## खोली
room-stage = बैठक
room-controls = बैठकीची बटणे
room-elapsed = कालावधी
room-people-here = { $count ->
    [one] इथे { $count } व्यक्ती
   *[other] इथे { $count } जण
}
room-alone = तुम्ही सर्वात आधी आला आहात
room-alone-next = ज्यांनी यायचे आहे त्यांना ही लिंक पाठवा.
room-reconnecting = तुमचा संपर्क तुटला. आम्ही तुम्हाला परत आणत आहोत…
room-dismiss = हटवा
room-close = बंद करा
room-you = तुम्ही
room-your-screen = तुमची स्क्रीन
room-screen-of = { $name } यांची स्क्रीन
room-screen-coming = सामायिक स्क्रीन येत आहे…
room-sharing = तुम्ही तुमची स्क्रीन सामायिक करत आहात
room-sharing-paused = तुमचे सामायिक करणे थांबलेले आहे: इतरांना स्थिर चित्र दिसते
room-sharing-controls = तुमचे सामायिक करणे
room-sharing-pause = थोडा वेळ थांबवा
room-sharing-resume = पुन्हा सुरू करा
room-sharing-stop = बंद करा
room-content-text = मजकूर
room-content-motion = हालचाल
room-content-text-hint = स्पष्ट अक्षरे, प्रति सेकंद कमी चित्रे
room-content-motion-hint = व्हिडिओ आणि ॲनिमेशनसाठी सलग चित्रे
room-screen-paused = थोडा वेळ थांबली आहे
room-screen-own = इतरांना तुमची स्क्रीन इथे दिसते.
room-allow-marks = खुणा करू द्या
room-allow-marks-hint = इतर तुमच्या स्क्रीनवर काढू आणि निर्देश करू शकतात. ते काढतात ते आपोआप नाहीसे होते.
room-sharing-marked = { $others ->
    [0] { $name } तुमच्या स्क्रीनवर खुणा करत आहेत
   *[other] { $name } आणि आणखी { $others } जण तुमच्या स्क्रीनवर खुणा करत आहेत
}
room-screen-own-marks = इतर तुमच्या स्क्रीनवर ज्या खुणा करतात त्या इथे दिसतात.
room-mark-tools = रेखाटनाची साधने
room-mark-pen = हाताने काढा
room-mark-arrow = बाण काढा
room-mark-pointer = निर्देश करा
room-key-pointer = सामायिक स्क्रीनवर निर्देशक हलवा (निर्देश करा सुरू असताना)
room-is-muted = मायक्रोफोन बंद
room-is-unmuted = मायक्रोफोन सुरू
room-is-speaking = बोलत आहेत
room-is-away = पुन्हा जोडले जात आहेत…
room-shares-screen = स्क्रीन सामायिक करत आहेत
room-pin = पिन करा
room-unpin = पिन काढा

## बटणे
room-screen-share = स्क्रीन सामायिक करा
room-screen-stop = सामायिक करणे थांबवा
room-hand-raise = हात वर करा
room-hand-lower = हात खाली करा
room-layout = मांडणी
room-layout-grid = जाळी
room-layout-speaker = वक्ता
room-pages = मंचाची पाने
room-page-before = मागील पान
room-page-next = पुढील पान
room-page-of = { $pages } पैकी { $page }
room-hide-me = माझे चित्र लपवा
room-hide-without-video = व्हिडिओ नसलेल्यांना लपवा
room-full-screen = पूर्ण स्क्रीन
room-browser-refused = तुमचा ब्राउझर येथे याची परवानगी देत नाही.
room-picture-window = वेगळ्या लहान खिडकीत दाखवा
room-people = लोक
room-chat = गप्पा
room-settings = सेटिंग
room-details = बैठकीचा तपशील
room-more = आणखी
room-leave-meeting = बैठक सोडा
room-end-for-all = सर्वांसाठी संपवा

## कीबोर्ड
room-keys = कीबोर्ड
room-key-microphone = मायक्रोफोन सुरू किंवा बंद
room-key-camera = कॅमेरा सुरू किंवा बंद
room-key-talk = बोलण्यासाठी दाबून धरा
room-key-close = पॅनेल किंवा मेन्यू बंद करा
room-key-list = ही यादी

## लोक
room-in-meeting = बैठकीत
room-host = यजमान
room-co-host = सह-यजमान
room-guest = पाहुणे
room-knocks = आत येण्याच्या प्रतीक्षेत
room-wants-in = आत येऊ इच्छितात
room-knocks-more = { $count ->
    [one] आणि आणखी { $count }
   *[other] आणि आणखी { $count } जण
}
room-admit = आत घ्या
room-deny = नकार द्या
room-admit-all = सर्वांना आत घ्या

## गप्पा
room-messages = संभाषण
room-chat-empty = सर्वांसाठीचे संदेश इथे दिसतील. नंतर येणाऱ्यांनाही ते वाचता येतील.
room-chat-to = कोणाला
room-chat-everyone = सर्वांना
room-chat-hosts = यजमानांना
room-chat-to-hosts = फक्त यजमानांना
room-chat-to-person = फक्त { $name } यांना
room-chat-to-you = फक्त तुम्हाला
room-chat-gone = { $name } (निघून गेले)
room-chat-left = { $name } निघून गेले आहेत. कोणाला लिहायचे ते निवडा; तुम्ही लिहिलेले तसेच राहील.
room-message-hint-private = खाजगी संदेश
room-message = संदेश
room-message-hint = सर्वांना संदेश लिहा
room-send = पाठवा
room-message-pending = पाठवत आहे…
room-message-retry = पुन्हा पाठवा
room-message-too-long = { $over ->
    [one] एका संदेशात { $limit } अक्षरे चालतात; यात { $over } जास्त आहे. कृपया लहान करा किंवा भागांत पाठवा.
   *[other] एका संदेशात { $limit } अक्षरे चालतात; यात { $over } जास्त आहेत. कृपया लहान करा किंवा भागांत पाठवा.
}
room-unread = { $count ->
    [one] { $count } नवा संदेश
   *[other] { $count } नवे संदेश
}

## बैठकीचा तपशील
room-details-title = शीर्षक
room-details-code = बैठक कोड

## मोठ्याने सांगितले जाते
room-said-joined = { $others ->
    [0] { $name } आले.
    [one] { $name } आणि आणखी { $others } आले.
   *[other] { $name } आणि आणखी { $others } जण आले.
}
room-said-left = { $others ->
    [0] { $name } गेले.
    [one] { $name } आणि आणखी { $others } गेले.
   *[other] { $name } आणि आणखी { $others } जण गेले.
}
room-said-wrote = { $name } यांचा नवा संदेश.
room-said-wrote-privately = { $name } यांचा नवा खाजगी संदेश.

## नंतर
room-after-left = तुम्ही बैठकीतून बाहेर पडलात
room-after-left-next = बैठक सुरू आहे; परतीचा मार्ग खुला आहे.
room-after-ended = बैठक संपली
room-after-ended-next = ती सर्वांसाठी संपवण्यात आली. सहभागी झाल्याबद्दल धन्यवाद.
room-after-denied = या वेळी तुम्हाला आत घेतले गेले नाही
room-after-denied-next = हे चुकून झाले असेल तर यजमानांशी बोला आणि पुन्हा प्रयत्न करा.
room-after-removed = तुम्हाला बैठकीतून काढले गेले
room-after-removed-next = हे चुकून झाले असे वाटत असेल तर कृपया यजमानांशी बोला.
room-after-elsewhere = तुम्ही या बैठकीत दुसरीकडे आहात
room-after-elsewhere-next = कॉल दुसऱ्या खिडकीत किंवा दुसऱ्या उपकरणावर सुरू आहे.
room-after-lost = संपर्क तुटला
room-after-lost-next = आम्ही काही वेळ प्रयत्न केला, पण जमले नाही. तुमचे नेटवर्क पाहा आणि पुन्हा सामील व्हा.
room-after-stay = तुम्ही { $span } तिथे होतात.
room-after-people = { $count ->
    [one] { $count } व्यक्ती होती
   *[other] { $count } लोक होते
}
room-after-chat = संभाषण आणि फाइल
room-after-chat-empty = काही लिहिले गेले नाही.
room-after-how = कॉल कसा झाला?
room-after-stars = { $count ->
    [one] { $count } तारा
   *[other] { $count } तारे
}
room-after-remark = काय बिघडले, किंवा काय चांगले झाले? (ऐच्छिक)
room-after-rate = सांगा
room-after-thanks = धन्यवाद. हे या सर्व्हरच्या प्रशासकांसाठी ठेवले आहे.
room-rejoin = पुन्हा सामील व्हा
room-after-waiting = तुम्ही आता प्रतीक्षेत नाही
room-after-waiting-next = तुम्ही कधीही पुन्हा आत येण्यासाठी विचारू शकता.
room-ask-again = पुन्हा विचारा
