# The administrator's pages.
admin = प्रशासन
admin-users = लोग
admin-settings = खाते और अतिथि
admin-audit = ऑडिट लॉग
admin-pages = सूची के पृष्ठ
admin-next = अगला पृष्ठ
admin-first = पहला पृष्ठ
admin-older = पुरानी प्रविष्टियाँ
admin-newest = सबसे नई प्रविष्टियाँ
admin-find = खोजें

admin-search = नाम या ईमेल
admin-role = भूमिका
admin-any-role = कोई भी भूमिका
admin-state = स्थिति
admin-any-state = कोई भी स्थिति
admin-state-active = साइन इन कर सकते हैं
admin-state-disabled = बंद
admin-state-invited = अभी पासवर्ड नहीं है
admin-state-due = नया पासवर्ड चुनना है
admin-people = { $count ->
    [one] 1 व्यक्ति
   *[other] { $count } लोग
}
admin-nobody = कोई नहीं मिला। कम अक्षर, या दूसरी भूमिका या स्थिति आज़माएँ।
admin-seen = पिछली बार यहाँ:
admin-never-seen = साइन इन नहीं
admin-since = खाता कब से
admin-account = खाता
admin-deeds = आप क्या कर सकते हैं
admin-back-to-users = सभी लोगों पर वापस

admin-new-user = नया खाता
admin-new-user-lead = पासवर्ड वह व्यक्ति खुद उस लिंक से चुनता है जो आप उसे देते हैं। लिंक एक बार, सात दिन तक काम करता है।
account-role = { $role ->
    [administrator] प्रशासक
    [organiser] आयोजक
   *[member] सदस्य
}
admin-role-save = भूमिका सहेजें
admin-role-lead = सदस्य मीटिंग में शामिल होते हैं। आयोजक मीटिंग बना भी सकते हैं। प्रशासक सर्वर की देखभाल भी करते हैं।
admin-disable = खाता बंद करें
admin-disable-lead = व्यक्ति हर जगह से साइन आउट हो जाता है, चालू मीटिंग से भी, और फिर अंदर नहीं आ सकता। कुछ भी हटाया नहीं जाता।
admin-enable = खाता चालू करें
admin-enable-lead = व्यक्ति फिर से साइन इन कर सकता है।
admin-new-password = नया पासवर्ड माँगें
admin-new-password-lead = व्यक्ति हर जगह से साइन आउट हो जाता है। अगली बार साइन इन पर नया पासवर्ड चुनना होगा।
admin-sign-out = सभी सत्र समाप्त करें
admin-sign-out-lead = खोए हुए फ़ोन या खुले छोड़े गए कंप्यूटर के लिए। पासवर्ड वही रहता है।
admin-link = पासवर्ड लिंक बनाएँ
admin-link-lead = उसके लिए जो पासवर्ड भूल गया और ईमेल नहीं पढ़ सकता। लिंक आपको एक ही बार दिखता है और आप उसे खुद देते हैं।
admin-no-second-factor-lead = जिसने फ़ोन और रिकवरी कोड दोनों खो दिए हों, उसके लिए। तब पासवर्ड काफ़ी होता है।
admin-link-made = लिंक तैयार है
admin-link-made-lead = इसे { $email } को दें, और किसी को नहीं: जिसके पास लिंक है वही पासवर्ड चुनता है। यह केवल अभी दिखता है, एक बार काम करता है, सात दिन तक।
admin-delete = खाता मिटाएँ
admin-delete-lead = व्यक्ति का डेटा इस सर्वर से हमेशा के लिए हटाता है। किसी को कुछ समय के लिए बाहर रखना हो तो इसके बजाय खाता बंद करें।
admin-delete-sure = इससे { $name } ({ $email }) का खाता मिट जाएगा। इसे वापस नहीं किया जा सकता।
admin-delete-signed-out = व्यक्ति हर जगह से तुरंत साइन आउट हो जाता है और जिस मीटिंग में है उससे निकल जाता है।
admin-delete-person = खाते से नाम, ईमेल पता और पासवर्ड हटा दिए जाते हैं।
admin-delete-messages = उनके संदेश वापस ले लिए जाते हैं और उनकी फ़ाइलें सबके लिए हटा दी जाती हैं; चल रही मीटिंग में वे उसके ख़त्म होने तक दिख सकती हैं।
admin-delete-hosted = उनकी मीटिंग में अब कोई नहीं आ सकेगा। जो अभी किसी में हैं, वे निकलने तक रह सकते हैं।
admin-delete-attendance = उपस्थिति मीटिंग के साथ रहती है: सूचियों में रहेगा कि इस नाम का कोई वहाँ था और कब।
admin-delete-keep = खाता रखें
admin-done-role = भूमिका बदल दी गई।
admin-done-disable = खाता बंद कर दिया गया।
admin-done-enable = व्यक्ति फिर से साइन इन कर सकता है।
admin-done-new-password = व्यक्ति साइन आउट हो गया और उसे नया पासवर्ड चुनना होगा।
admin-done-sign-out = व्यक्ति हर जगह से साइन आउट हो गया।
admin-done-link = लिंक तैयार है।
admin-done-no-second-factor = अब पासवर्ड काफ़ी है।
admin-done-delete = खाता मिटा दिया गया।

# खाता खोलने के न्योते
admin-invitations = न्योते
invitations-lead = जिसके पास न्योता है वह खाता खोल सकता है, तब भी जब खाते केवल न्योते से खुलते हों।
invitations-closed = अभी कोई खाता नहीं खोल सकता, इसलिए न्योते मान्य नहीं हैं। इसे “खाते और मेहमान” में बदलें।
invitations-no-mail = यह सर्वर अभी डाक नहीं भेजता: चिट्ठियाँ डेटा फ़ोल्डर में फ़ाइलें हैं। बेहतर है कि लिंक बनाएँ।
invitations-none = कोई खुला न्योता नहीं है।
invitations-sent = { $count ->
    [0] कोई चिट्ठी नहीं भेजी गई।
    [one] 1 चिट्ठी भेजी जा रही है।
   *[other] { $count } चिट्ठियाँ भेजी जा रही हैं।
}
invitations-known = { $count ->
    [one] 1 व्यक्ति का खाता पहले से है।
   *[other] { $count } लोगों के खाते पहले से हैं।
}
invitations-back = न्योतों पर वापस
invitation-for = { $count ->
    [one] एक लिंक, 1 और व्यक्ति के लिए
   *[other] एक लिंक, { $count } और लोगों के लिए
}
invitation-until = तब तक:
invitation-withdraw = वापस लें
invitation-withdraw-named = न्योता वापस लें: { $who }
invite-by-mail = डाक से बुलाएँ
invite-by-link = लिंक से बुलाएँ
invite-addresses = ईमेल पते
invite-addresses-hint = हर पंक्ति में एक, या बीच में अल्पविराम; ज़्यादा से ज़्यादा { $max }। हर एक को लिंक वाली अपनी चिट्ठी मिलती है।
invite-people = कितने लोगों के लिए
invite-days = कितने दिन मान्य
invite-range = { $least } से { $most } तक।
invite-send = न्योते भेजें
invite-make = लिंक बनाएँ
invite-link-made = इसे केवल उन्हें दें जिन्हें बुलाना है: जिसके पास यह है वह खाता खोल सकता है। यह सिर्फ़ अभी दिखाया जाता है।

# कक्षा की सूची के लिए खाते
import = सूची से जोड़ें
import-lead = आपकी स्प्रेडशीट की तालिका, CSV के रूप में सहेजी हुई, नाम और ईमेल पतों के साथ। कुछ भी करने से पहले आप देखते हैं कि हर पंक्ति का क्या होगा।
import-file = फ़ाइल
import-file-hint = पहली पंक्ति में कॉलमों के नाम हों, जैसे “Name, Email”; ज़्यादा से ज़्यादा { $max } पंक्तियाँ।
import-look = जाँचें
import-found = { $rows ->
    [one] 1 पंक्ति, उसमें { $new } नई।
   *[other] { $rows } पंक्तियाँ, उनमें { $new } नई।
}
import-make = { $count ->
    [one] 1 खाता बनाएँ
   *[other] { $count } खाते बनाएँ
}
import-other = दूसरी फ़ाइल चुनें
import-letters = हर एक को लिंक वाली चिट्ठी भेजें
import-letters-hint = उससे वे सात दिन के भीतर अपना पासवर्ड चुनते हैं। बिना टिक के आप लिंक एक बार देखते हैं और ख़ुद देते हैं।
import-no-mail = यह सर्वर अभी डाक नहीं भेजता। इसे छोड़ दें: आप लिंक एक बार देखते हैं और ख़ुद देते हैं।
import-line = पंक्ति
import-becomes = इसका क्या होगा
import-new = नया खाता
import-known = खाता पहले से है
import-twice = ऊपर पहले से है
import-made = { $count ->
    [one] 1 खाता बन गया।
   *[other] { $count } खाते बन गए।
}
import-letters-sent = लिंक वाली चिट्ठियाँ भेजी जा रही हैं।
import-links = पासवर्ड चुनने के लिंक
import-links-lead = हर व्यक्ति को उसका अपना दें। ये सिर्फ़ अभी दिखाए जाते हैं, एक बार और सात दिन तक काम करते हैं।
import-links-copy = तालिका कॉपी करें

rules-saved = नियम सहेज लिए गए।
rules-second-factor = दूसरा चरण किससे माँगा जाए
rules-second-factor-hint = जिसके पास अभी नहीं है, वह साइन आउट हो जाता है और अगली बार साइन इन करते समय सेट करता है। चल रही कॉलें चलती रहती हैं।
rules-second-factor-nobody = किसी से नहीं
rules-second-factor-of = { $role ->
    [administrator] प्रशासकों से
    [organiser] आयोजकों और प्रशासकों से
   *[member] सबसे
}
rules-registration = खाता कौन खोल सकता है
registration-policy = { $policy ->
    [open] सभी
    [invite] केवल वे जिन्हें प्रशासक ने बुलाया है
   *[closed] कोई नहीं
}
rules-registration-hint = “लोग” में आप खुद कभी भी खाते बना सकते हैं।
rules-domains = ईमेल डोमेन
rules-domains-hint = हर पंक्ति में एक, जैसे college.example, अधिकतम { $max }। खाता खोलने वाले का पता वहीं का होना चाहिए। खाली: कोई भी पता चलेगा।
rules-new-role = नए खातों की भूमिका
rules-new-role-hint = जो लोग खुद खाता खोलते हैं वे क्या कर सकते हैं।
rules-guests = बिना खाते के लोग मीटिंग में शामिल हो सकते हैं
rules-guests-hint = हर होस्ट फिर भी खाता माँग सकता है। इस निशान के बिना हर मीटिंग माँगती है।
rules-session-days = इतने दिन बाद फिर साइन इन
rules-session-days-hint = { $least } से { $most } तक। अब से होने वाले साइन इन पर लागू।

admin-audit-search = नाम, ईमेल या पता
admin-audit-kind = प्रकार
admin-audit-any = सब कुछ
admin-audit-export = CSV डाउनलोड करें
admin-no-entries = ऐसी कोई प्रविष्टि नहीं है।
audit-at = कब
audit-action = क्या
audit-by = किसने
audit-about = किसके बारे में
audit-address = कहाँ से
audit-detail = विवरण
# What stands in the log, by its name there with lines for dots; a new one shows its name alone.
audit-word = { $action ->
    [account_password_changed] पासवर्ड बदला गया
    [account_session_ended] सत्र समाप्त
    [account_create] खाता बनाया गया
    [account_disable] खाता बंद किया गया
    [account_email_asked] दूसरा ईमेल पता माँगा गया
    [account_email_changed] ईमेल पता बदला गया
    [account_enable] खाता चालू किया गया
    [account_password_chosen] पासवर्ड चुना गया
    [account_password_due] नया पासवर्ड माँगा गया
    [account_password_forgotten] पासवर्ड भूला: लिंक भेजा गया
    [account_password_link] पासवर्ड लिंक बनाया गया
    [account_register] खाता खोला गया
    [account_register_invited] न्योते से खाता खोला गया
    [account_invite] न्योता भेजा गया
    [account_invite_link] न्योते का लिंक बनाया गया
    [account_invite_withdrawn] न्योता वापस लिया गया
    [account_register_taken] पहले से लिए गए पते से पंजीकरण
    [account_second_factor_on] दूसरा चरण चालू किया गया
    [account_second_factor_off] दूसरा चरण बंद किया गया
    [account_second_factor_failed] साइन इन पर ग़लत कोड
    [account_recovery_codes] नए रिकवरी कोड
    [account_role] भूमिका दी गई
    [account_setup] पहला प्रशासक
    [account_sign_in] साइन इन किया
    [account_sign_in_disabled] साइन इन मना: खाता बंद
    [account_sign_in_failed] साइन इन विफल
    [account_sign_out] साइन आउट किया
    [account_signed_out] सभी सत्र समाप्त
    [account_delete] खाता हटाया गया
    [audit_export] ऑडिट लॉग डाउनलोड
    [meeting_ended] प्रशासक ने मीटिंग समाप्त की
    [meeting_admit] मीटिंग में आने दिया
    [meeting_block] मीटिंग से रोका गया
    [meeting_cancel] मीटिंग रद्द
    [meeting_configure] मीटिंग सेटिंग बदलीं
    [meeting_delete_message] संदेश हटाया गया
    [meeting_deny] दरवाज़े पर मना
    [meeting_lock] मीटिंग बंद की गई
    [meeting_remove] मीटिंग से निकाला गया
    [meeting_reschedule] मीटिंग का समय बदला
    [meeting_schedule] मीटिंग तय की गई
    [meeting_unlock] मीटिंग खोली गई
    [record_export_chat] बातचीत डाउनलोड
    [record_export_csv] हाज़िरी डाउनलोड
    [record_export_json] रिकॉर्ड डाउनलोड
    [settings_accounts] खातों के नियम बदले
    [server_backup] बैकअप बनाया गया
    [retention_clear] पुराना डेटा हटाया गया
   *[other] { $name }
}
audit-kind = { $kind ->
    [meeting] मीटिंग
    [record] रिकॉर्ड
    [server] सर्वर
    [settings] सेटिंग
    [audit] ऑडिट लॉग
   *[account] खाते
}

admin-meetings = मीटिंग
admin-system = सिस्टम
admin-live = { $meetings ->
    [0] अभी कोई मीटिंग में नहीं है।
    [one] { $people ->
        [one] अभी 1 मीटिंग में 1 व्यक्ति।
       *[other] अभी 1 मीटिंग में { $people } लोग।
    }
   *[other] अभी { $meetings } मीटिंग में { $people } लोग।
}
admin-meeting-search = शीर्षक, कोड या होस्ट
admin-no-meetings = कोई मीटिंग नहीं मिली। कम अक्षर आज़माएँ।
admin-no-meetings-yet = अभी कोई मीटिंग नहीं हुई। जैसे ही कोई किसी में आएगा, वह यहाँ दिखेगी।
admin-no-poor-meetings = किसी भी मीटिंग में कनेक्शन कुल मिलाकर एक मिनट भी ख़राब नहीं रहा।
admin-meetings-which = कौन सी मीटिंग
admin-meetings-all = सभी मीटिंग
admin-meetings-poor = ख़राब कनेक्शन वाली
admin-poor = { $span } तक ख़राब कनेक्शन (समय का { $percent } %)
admin-inside = { $count ->
    [one] अभी 1 अंदर
   *[other] अभी { $count } अंदर
}
admin-stars = 5 में से { $stars }
admin-end = सबके लिए समाप्त करें
admin-end-named = { $title } सबके लिए समाप्त करें
admin-meeting-ended = मीटिंग सबके लिए समाप्त हुई।
system-well = सब ठीक चल रहा है।
system-unwell = कुछ देखने की ज़रूरत है: नीचे चिह्नित देखें।
system-now = अभी
system-people = मीटिंग में
system-accounts = खाते
system-memory = उपयोग में मेमोरी
system-kept = जो रखा जाता है
system-database = डेटाबेस
system-database-well = लिखा जा सकता है
system-database-unwell = लिखा नहीं जा सकता: डिस्क देखें, और यह कि कोई और इसे न पकड़े हो
system-engine = इंजन
system-size = डेटाबेस का आकार
system-disk = डेटा फ़ोल्डर की डिस्क
system-disk-of = { $total } में से { $free } खाली
system-recording = हाज़िरी और चैट
system-recording-well = होते ही लिखी जाती हैं
system-recording-stuck = लिखे जाने की प्रतीक्षा में; सर्वर चलते रहने तक कुछ नहीं खोता
system-backup = बैकअप
system-backup-last = पिछला बैकअप
system-backup-file = फ़ाइल
system-backup-none = अभी कोई बैकअप नहीं है।
system-backup-now = अभी बैकअप लें
system-backup-told = { $told ->
    [done] बैकअप बन गया। फ़ाइल को किसी दूसरी मशीन पर कॉपी करें: डेटा के साथ रखा बैकअप उसी के साथ नष्ट होगा।
    [running] बैकअप में थोड़ा समय लगेगा। कुछ मिनट बाद यह पेज फिर खोलें।
   *[failed] बैकअप नहीं बन सका। क्या डिस्क पर जगह है? सर्वर के लॉग में कारण लिखा है।
}
system-backup-hint = इस फ़ाइल में सब कुछ है: डेटाबेस, भेजी गई फ़ाइलें, पत्र और वह कुंजी जिससे निर्यात पर हस्ताक्षर होते हैं। मशीन पर “talkspace backup FILE” भी यही बनाता है। वापस लाने के लिए सर्वर रोकें, “talkspace restore FILE” चलाएँ और सर्वर फिर शुरू करें; पहले का सब कुछ अलग रखा रहता है।
system-backup-database = डेटाबेस अपना अलग सर्वर है: उसका बैकअप उसी समय उसके अपने औज़ारों से लें।
system-ways = लोग यहाँ कैसे पहुँचते हैं
system-address = पता
system-listen = पृष्ठ यहाँ मिलते हैं
system-media = आवाज़ और वीडियो यहाँ जाते हैं
system-mail = पत्र
system-mail-filed = डेटा फ़ोल्डर के mail/ में फ़ाइलें बनते हैं; भेजने के लिए smtp_url सेट करें
system-mail-sent = मेल सर्वर से जाते हैं
system-media-hint = ब्राउज़रों को उस पोर्ट पर UDP से, नहीं तो TCP से, इन पतों तक पहुँचना चाहिए।
system-version = TalkSpace { $version }
system-since = कब से चल रहा है:
