# The administrator's pages.
admin = प्रशासन
admin-users = लोक
admin-settings = खाती आणि पाहुणे
admin-audit = ऑडिट नोंदी
admin-pages = यादीची पाने
admin-next = पुढचे पान
admin-first = पहिले पान
admin-older = जुन्या नोंदी
admin-newest = सर्वात नव्या नोंदी
admin-find = शोधा

admin-search = नाव किंवा ईमेल
admin-role = भूमिका
admin-any-role = कोणतीही भूमिका
admin-state = स्थिती
admin-any-state = कोणतीही स्थिती
admin-state-active = साइन इन करू शकतात
admin-state-disabled = बंद
admin-state-invited = अजून पासवर्ड नाही
admin-state-due = नवा पासवर्ड निवडायचा आहे
admin-people = { $count ->
    [one] 1 व्यक्ती
   *[other] { $count } लोक
}
admin-nobody = कोणी सापडले नाही. कमी अक्षरे, किंवा दुसरी भूमिका वा स्थिती वापरून पहा.
admin-seen = शेवटचे येथे:
admin-never-seen = साइन इन नाही
admin-since = खाते केव्हापासून
admin-account = खाते
admin-deeds = तुम्ही काय करू शकता
admin-back-to-users = सर्व लोकांकडे परत

admin-new-user = नवे खाते
admin-new-user-lead = पासवर्ड ती व्यक्ती तुम्ही दिलेल्या लिंकने स्वतः निवडते. लिंक एकदाच, सात दिवस चालते.
account-role = { $role ->
    [administrator] प्रशासक
    [organiser] आयोजक
   *[member] सदस्य
}
admin-role-save = भूमिका जतन करा
admin-role-lead = सदस्य मीटिंगमध्ये सामील होतात. आयोजक मीटिंग तयारही करतात. प्रशासक सर्व्हरची काळजीही घेतात.
admin-disable = खाते बंद करा
admin-disable-lead = व्यक्ती सगळीकडून साइन आउट होते, चालू मीटिंगमधूनही, आणि पुन्हा आत येऊ शकत नाही. काहीही हटवले जात नाही.
admin-enable = खाते चालू करा
admin-enable-lead = व्यक्ती पुन्हा साइन इन करू शकते.
admin-new-password = नवा पासवर्ड मागा
admin-new-password-lead = व्यक्ती सगळीकडून साइन आउट होते. पुढच्या साइन इनच्या वेळी नवा पासवर्ड निवडावा लागेल.
admin-sign-out = सर्व सत्रे संपवा
admin-sign-out-lead = हरवलेल्या फोनसाठी किंवा उघड्या राहिलेल्या संगणकासाठी. पासवर्ड तोच राहतो.
admin-link = पासवर्ड लिंक तयार करा
admin-link-lead = ज्याला पासवर्ड आठवत नाही आणि ईमेल वाचता येत नाही त्याच्यासाठी. लिंक तुम्हाला एकदाच दिसते आणि ती तुम्ही स्वतः देता.
admin-no-second-factor-lead = ज्याने फोन आणि रिकव्हरी कोड दोन्ही हरवले त्याच्यासाठी. मग पासवर्ड पुरेसा असतो.
admin-link-made = लिंक तयार आहे
admin-link-made-lead = ती { $email } यांना द्या, इतर कोणालाही नाही: ज्याच्याकडे लिंक आहे तो पासवर्ड निवडतो. ती फक्त आत्ता दिसते, एकदाच चालते, सात दिवस.
admin-delete = खाते हटवा
admin-delete-lead = व्यक्तीचा डेटा या सर्व्हरवरून कायमचा काढतो. एखाद्याला काही काळ बाहेर ठेवायचे असेल तर त्याऐवजी खाते बंद करा.
admin-delete-sure = यामुळे { $name } ({ $email }) यांचे खाते हटेल. हे परत करता येणार नाही.
admin-delete-signed-out = व्यक्ती सगळीकडून लगेच साइन आउट होते आणि ज्या मीटिंगमध्ये आहे ती सोडते.
admin-delete-person = खात्यातून नाव, ईमेल पत्ता आणि पासवर्ड काढले जातात.
admin-delete-messages = त्यांचे संदेश मागे घेतले जातात आणि त्यांच्या फाइल सर्वांसाठी काढल्या जातात; सुरू असलेल्या मीटिंगमध्ये त्या संपेपर्यंत दिसू शकतात.
admin-delete-hosted = त्यांच्या मीटिंगमध्ये आता कोणी येऊ शकणार नाही. जे आत्ता आत आहेत ते बाहेर पडेपर्यंत राहू शकतात.
admin-delete-attendance = उपस्थिती मीटिंगसोबत राहते: या नावाचे कोणी तिथे होते आणि कधी, हे याद्यांमध्ये राहील.
admin-delete-keep = खाते ठेवा
admin-done-role = भूमिका बदलली.
admin-done-disable = खाते बंद केले.
admin-done-enable = व्यक्ती पुन्हा साइन इन करू शकते.
admin-done-new-password = व्यक्ती साइन आउट झाली असून तिला नवा पासवर्ड निवडावा लागेल.
admin-done-sign-out = व्यक्ती सगळीकडून साइन आउट झाली.
admin-done-link = लिंक तयार आहे.
admin-done-no-second-factor = आता पासवर्ड पुरेसा आहे.
admin-done-delete = खाते हटवले.

# खाते उघडण्याची आमंत्रणे
admin-invitations = आमंत्रणे
invitations-lead = ज्यांच्याकडे आमंत्रण आहे ते खाते उघडू शकतात, खाती फक्त आमंत्रणाने उघडत असतानाही.
invitations-closed = सध्या कोणीही खाते उघडू शकत नाही, म्हणून आमंत्रणे चालत नाहीत. ते “खाती आणि पाहुणे” मध्ये बदला.
invitations-no-mail = हा सर्व्हर अजून मेल पाठवत नाही: पत्रे डेटा फोल्डरमधील फाइली आहेत. त्यापेक्षा लिंक तयार करा.
invitations-none = कोणतेही उघडे आमंत्रण नाही.
invitations-sent = { $count ->
    [0] कोणतेही पत्र पाठवले नाही.
    [one] 1 पत्र पाठवले जात आहे.
   *[other] { $count } पत्रे पाठवली जात आहेत.
}
invitations-known = { $count ->
    [one] 1 व्यक्तीचे खाते आधीच आहे.
   *[other] { $count } लोकांची खाती आधीच आहेत.
}
invitations-back = आमंत्रणांकडे परत
invitation-for = { $count ->
    [one] एक लिंक, आणखी 1 व्यक्तीसाठी
   *[other] एक लिंक, आणखी { $count } लोकांसाठी
}
invitation-until = तोपर्यंत:
invitation-withdraw = मागे घ्या
invitation-withdraw-named = आमंत्रण मागे घ्या: { $who }
invite-by-mail = मेलने आमंत्रित करा
invite-by-link = लिंकने आमंत्रित करा
invite-addresses = ईमेल पत्ते
invite-addresses-hint = प्रत्येक ओळीवर एक, किंवा मध्ये स्वल्पविराम; जास्तीत जास्त { $max }. प्रत्येकाला लिंक असलेले स्वतःचे पत्र मिळते.
invite-people = किती लोकांसाठी
invite-days = किती दिवस चालेल
invite-range = { $least } ते { $most }.
invite-send = आमंत्रणे पाठवा
invite-make = लिंक तयार करा
invite-link-made = ज्यांना बोलवायचे आहे त्यांनाच ते द्या: ज्यांच्याकडे ते आहे ते खाते उघडू शकतात. ते फक्त आताच दाखवले जाते.

# वर्गाच्या यादीसाठी खाती
import = यादी घ्या
import-lead = तुमच्या स्प्रेडशीटमधील तक्ता, CSV म्हणून जतन केलेला, नावे आणि ईमेल पत्त्यांसह. काहीही करण्याआधी प्रत्येक ओळीचे काय होईल ते दिसते.
import-file = फाइल
import-file-hint = पहिल्या ओळीत स्तंभांची नावे असावीत, जसे “Name, Email”; जास्तीत जास्त { $max } ओळी.
import-look = तपासा
import-found = { $rows ->
    [one] 1 ओळ, त्यात { $new } नवी.
   *[other] { $rows } ओळी, त्यात { $new } नव्या.
}
import-make = { $count ->
    [one] 1 खाते तयार करा
   *[other] { $count } खाती तयार करा
}
import-other = दुसरी फाइल निवडा
import-letters = प्रत्येकाला लिंक असलेले पत्र पाठवा
import-letters-hint = त्याने ते सात दिवसांत आपला पासवर्ड निवडतात. खूण नसल्यास लिंक तुम्हाला एकदा दिसतात आणि तुम्ही त्या द्यायच्या.
import-no-mail = हा सर्व्हर अजून मेल पाठवत नाही. हे राहू द्या: लिंक तुम्हाला एकदा दिसतात आणि तुम्ही त्या द्यायच्या.
import-line = ओळ
import-becomes = तिचे काय होईल
import-new = नवे खाते
import-known = खाते आधीच आहे
import-twice = वर आधीच आहे
import-made = { $count ->
    [one] 1 खाते तयार झाले.
   *[other] { $count } खाती तयार झाली.
}
import-letters-sent = लिंक असलेली पत्रे पाठवली जात आहेत.
import-links = पासवर्ड निवडण्याच्या लिंक
import-links-lead = प्रत्येकाला त्याची स्वतःची द्या. त्या फक्त आताच दिसतात, एकदा आणि सात दिवस चालतात.
import-links-copy = तक्ता कॉपी करा

rules-saved = नियम जतन केले.
rules-second-factor = दुसरा टप्पा कोणाकडून मागायचा
rules-second-factor-hint = ज्यांच्याकडे तो अजून नाही ते साइन आउट होतात आणि पुढच्या साइन इनच्या वेळी तो सेट करतात. सुरू असलेले कॉल चालू राहतात.
rules-second-factor-nobody = कोणाकडूनही नाही
rules-second-factor-of = { $role ->
    [administrator] प्रशासकांकडून
    [organiser] आयोजक आणि प्रशासकांकडून
   *[member] सर्वांकडून
}
rules-registration = खाते कोण उघडू शकते
registration-policy = { $policy ->
    [open] सर्वजण
    [invite] फक्त प्रशासकाने बोलावलेले
   *[closed] कोणीही नाही
}
rules-registration-hint = “लोक” येथे तुम्ही स्वतः कधीही खाती तयार करू शकता.
rules-domains = ईमेल डोमेन
rules-domains-hint = प्रत्येक ओळीत एक, जसे college.example, जास्तीत जास्त { $max }. खाते उघडणाऱ्याचा पत्ता तिथला हवा. रिकामे: कोणताही पत्ता चालेल.
rules-new-role = नव्या खात्यांची भूमिका
rules-new-role-hint = जे लोक स्वतः खाते उघडतात ते काय करू शकतात.
rules-guests = खाते नसलेले लोक मीटिंगमध्ये येऊ शकतात
rules-guests-hint = प्रत्येक होस्ट तरीही खाते मागू शकतो. ही खूण नसेल तर प्रत्येक मीटिंग मागते.
rules-session-days = इतक्या दिवसांनी पुन्हा साइन इन
rules-session-days-hint = { $least } ते { $most }. यापुढच्या साइन इनसाठी लागू.

admin-audit-search = नाव, ईमेल किंवा पत्ता
admin-audit-kind = प्रकार
admin-audit-any = सर्व काही
admin-audit-export = CSV डाउनलोड करा
admin-no-entries = अशी कोणतीही नोंद नाही.
audit-at = केव्हा
audit-action = काय
audit-by = कोणी
audit-about = कोणाबद्दल
audit-address = कुठून
audit-detail = तपशील
# What stands in the log, by its name there with lines for dots; a new one shows its name alone.
audit-word = { $action ->
    [account_password_changed] पासवर्ड बदलला
    [account_session_ended] सत्रे संपवली
    [account_create] खाते तयार केले
    [account_disable] खाते बंद केले
    [account_email_asked] दुसरा ईमेल पत्ता मागितला
    [account_email_changed] ईमेल पत्ता बदलला
    [account_enable] खाते चालू केले
    [account_password_chosen] पासवर्ड निवडला
    [account_password_due] नवा पासवर्ड मागितला
    [account_password_forgotten] पासवर्ड विसरला: लिंक पाठवली
    [account_password_link] पासवर्ड लिंक तयार केली
    [account_register] खाते उघडले
    [account_register_invited] आमंत्रणाने खाते उघडले
    [account_invite] आमंत्रण पाठवले
    [account_invite_link] आमंत्रणाची लिंक तयार केली
    [account_invite_withdrawn] आमंत्रण मागे घेतले
    [account_register_taken] आधीच घेतलेल्या पत्त्याने नोंदणी
    [account_second_factor_on] दुसरा टप्पा चालू केला
    [account_second_factor_off] दुसरा टप्पा बंद केला
    [account_second_factor_failed] साइन इनला चुकीचा कोड
    [account_recovery_codes] नवे रिकव्हरी कोड
    [account_role] भूमिका दिली
    [account_setup] पहिला प्रशासक
    [account_sign_in] साइन इन केले
    [account_sign_in_disabled] साइन इन नाकारले: खाते बंद
    [account_sign_in_failed] साइन इन अयशस्वी
    [account_sign_out] साइन आउट केले
    [account_signed_out] सर्व सत्रे संपवली
    [account_delete] खाते हटवले
    [audit_export] ऑडिट नोंदी डाउनलोड
    [meeting_ended] प्रशासकाने मीटिंग संपवली
    [meeting_admit] मीटिंगमध्ये घेतले
    [meeting_block] मीटिंगमधून रोखले
    [meeting_cancel] मीटिंग रद्द
    [meeting_configure] मीटिंग सेटिंग बदलली
    [meeting_delete_message] संदेश हटवला
    [meeting_deny] दारातच नाकारले
    [meeting_lock] मीटिंग बंद केली
    [meeting_remove] मीटिंगमधून काढले
    [meeting_reschedule] मीटिंगची वेळ बदलली
    [meeting_schedule] मीटिंग ठरवली
    [meeting_unlock] मीटिंग उघडली
    [record_export_chat] संभाषण डाउनलोड
    [record_export_csv] उपस्थिती डाउनलोड
    [record_export_json] नोंद डाउनलोड
    [settings_accounts] खात्यांचे नियम बदलले
    [server_backup] बॅकअप घेतला
    [retention_clear] जुना डेटा हटवला
   *[other] { $name }
}
audit-kind = { $kind ->
    [meeting] मीटिंग
    [record] नोंदी
    [server] सर्व्हर
    [settings] सेटिंग
    [audit] ऑडिट नोंदी
   *[account] खाती
}

admin-meetings = मीटिंग
admin-system = यंत्रणा
admin-live = { $meetings ->
    [0] आत्ता कोणीही मीटिंगमध्ये नाही.
    [one] { $people ->
        [one] आत्ता 1 मीटिंगमध्ये 1 व्यक्ती.
       *[other] आत्ता 1 मीटिंगमध्ये { $people } लोक.
    }
   *[other] आत्ता { $meetings } मीटिंगमध्ये { $people } लोक.
}
admin-meeting-search = शीर्षक, कोड किंवा होस्ट
admin-no-meetings = कोणतीही मीटिंग सापडली नाही. कमी अक्षरे वापरून पहा.
admin-no-meetings-yet = अजून एकही मीटिंग झाली नाही. कोणी एखाद्या मीटिंगमध्ये आले की ती इथे दिसेल.
admin-no-poor-meetings = कोणत्याही मीटिंगमध्ये जोडणी एकूण एक मिनिटही खराब नव्हती.
admin-meetings-which = कोणत्या मीटिंग
admin-meetings-all = सर्व मीटिंग
admin-meetings-poor = खराब जोडणी असलेल्या
admin-poor = { $span } खराब जोडणी (वेळेच्या { $percent } %)
admin-inside = { $count ->
    [one] आत्ता 1 आत
   *[other] आत्ता { $count } आत
}
admin-stars = 5 पैकी { $stars }
admin-end = सर्वांसाठी संपवा
admin-end-named = { $title } सर्वांसाठी संपवा
admin-meeting-ended = मीटिंग सर्वांसाठी संपली.
system-well = सर्व काही नीट चालले आहे.
system-unwell = काहीतरी पाहण्याची गरज आहे: खाली खूण केलेले पहा.
system-now = आत्ता
system-people = मीटिंगमध्ये
system-accounts = खाती
system-memory = वापरातील मेमरी
system-kept = जे ठेवले जाते
system-database = डेटाबेस
system-database-well = लिहिता येते
system-database-unwell = लिहिता येत नाही: डिस्क पहा, आणि दुसऱ्या कोणी ती धरलेली नाही हे पहा
system-engine = इंजिन
system-size = डेटाबेसचा आकार
system-disk = डेटा फोल्डरची डिस्क
system-disk-of = { $total } पैकी { $free } मोकळे
system-recording = उपस्थिती आणि चॅट
system-recording-well = घडताच लिहिले जाते
system-recording-stuck = लिहिले जाण्याची वाट पाहत आहे; सर्व्हर चालू असेपर्यंत काहीही हरवत नाही
system-backup = बॅकअप
system-backup-last = मागील बॅकअप
system-backup-file = फाइल
system-backup-none = अजून एकही बॅकअप नाही.
system-backup-now = आत्ता बॅकअप घ्या
system-backup-told = { $told ->
    [done] बॅकअप तयार झाला. फाइल दुसऱ्या मशीनवर कॉपी करा: डेटाजवळ ठेवलेला बॅकअप डेटासोबतच नष्ट होतो.
    [running] बॅकअपला थोडा वेळ लागेल. काही मिनिटांनी हे पान पुन्हा उघडा.
   *[failed] बॅकअप घेता आला नाही. डिस्कवर जागा आहे का? सर्व्हरच्या लॉगमध्ये कारण आहे.
}
system-backup-hint = या फाइलमध्ये सर्व काही आहे: डेटाबेस, पाठवलेल्या फाइल, पत्रे आणि निर्यातीवर सही करणारी किल्ली. मशीनवर “talkspace backup FILE” हेच करते. परत आणण्यासाठी सर्व्हर थांबवा, “talkspace restore FILE” चालवा आणि पुन्हा सुरू करा; आधीचे सर्व बाजूला ठेवले जाते.
system-backup-database = डेटाबेस हा स्वतंत्र सर्व्हर आहे: त्याचा बॅकअप त्याच वेळी त्याच्या साधनांनी घ्या.
system-ways = लोक इथे कसे पोहोचतात
system-address = पत्ता
system-listen = पाने इथे मिळतात
system-media = आवाज आणि व्हिडिओ इथे जातात
system-mail = पत्रे
system-mail-filed = डेटा फोल्डरच्या mail/ मध्ये फाइल बनतात; पाठवण्यासाठी smtp_url द्या
system-mail-sent = मेल सर्व्हरमार्फत जातात
system-media-hint = ब्राउझरांना त्या पोर्टवर UDP ने, नाहीतर TCP ने, या पत्त्यांपर्यंत पोहोचता आले पाहिजे.
system-version = TalkSpace { $version }
system-since = केव्हापासून चालू:
