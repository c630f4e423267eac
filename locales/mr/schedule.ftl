# Planning a meeting
schedule = वेळ ठरवा
schedule-lead = एक किंवा अनेक बैठका ठरवा आणि लोकांना बोलवा
schedule-title = बैठकीची वेळ ठरवा
schedule-title-of = { $title } चे वेळापत्रक
schedule-title-date = { $title } ची एक तारीख बदला
schedule-lead-date = फक्त { $day } ची तारीख बदलेल; बाकीच्या तशाच राहतील.
schedule-name = शीर्षक
schedule-date = तारीख
schedule-starts-at = सुरू होण्याची वेळ
schedule-zone = वेळ क्षेत्र
schedule-duration = कालावधी
schedule-duration-hint = मिनिटांत, { $least } ते { $most }. बैठक कधीही मध्येच बंद केली जात नाही.
schedule-repeats = पुनरावृत्ती
schedule-days = या दिवशी
schedule-ends = शेवट
schedule-ends-hint = एका मालिकेत जास्तीत जास्त { $max } तारखा असतात.
schedule-until = शेवटचा दिवस
schedule-times = किती वेळा
schedule-passcode = पासकोड
schedule-passcode-hint = ऐच्छिक, किमान { $min } अक्षरे. तो आमंत्रणात नसतो: लोकांना तुम्हीच सांगा.
schedule-waiting-room = प्रतीक्षा कक्ष
schedule-invitees = आमंत्रित
schedule-invitees-hint = ईमेल पत्ते, प्रत्येक ओळीत एक किंवा मध्ये स्वल्पविराम देऊन; जास्तीत जास्त { $max }.
schedule-description = वर्णन
schedule-description-hint = ऐच्छिक: कशाबद्दल आहे, काय आणायचे. जास्तीत जास्त { $max } अक्षरे.
schedule-back = मागे
schedule-edit = वेळापत्रक बदला
schedule-again = पुन्हा वेळ ठरवा
schedule-cancel = बैठक रद्द करा
repeats-none = पुनरावृत्ती नाही
repeats-every-day = दररोज
repeats-every-week = दर आठवड्याला
ends-never = कधीही नाही
ends-until = एका दिवशी
ends-after = ठराविक वेळांनंतर
repeats-daily = दररोज
repeats-weekly = दर आठवड्याला: { $days }
repeats-until = { $day } पर्यंत
repeats-times = { $count ->
    [one] { $count } वेळ
   *[other] { $count } वेळा
}

# Days
weekday-name = { $day ->
    [monday] सोमवार
    [tuesday] मंगळवार
    [wednesday] बुधवार
    [thursday] गुरुवार
    [friday] शुक्रवार
    [saturday] शनिवार
   *[sunday] रविवार
}
month-name = { $month ->
    [m1] जानेवारी
    [m2] फेब्रुवारी
    [m3] मार्च
    [m4] एप्रिल
    [m5] मे
    [m6] जून
    [m7] जुलै
    [m8] ऑगस्ट
    [m9] सप्टेंबर
    [m10] ऑक्टोबर
    [m11] नोव्हेंबर
   *[m12] डिसेंबर
}
day-long = { $weekday }, { $day } { $month } { $year }

# Cancelling
cancel-title = { $title } रद्द करायची?
cancel-date-title = { $title } ची एक तारीख रद्द करायची?
cancel-all = { $count ->
    [one] ठरलेली तारीख रद्द होईल. बैठकीचा कोड आणि नोंद राहतील.
   *[other] सर्व { $count } तारखा रद्द होतील. बैठकीचा कोड आणि नोंद राहतील.
}
cancel-told = सर्व आमंत्रितांना कळवले जाईल.
cancel-nobody = कोणीही आमंत्रित नाही, म्हणून कोणाला कळवायचे नाही.
cancel-yes = होय, रद्द करा
cancel-no = नाही, राहू द्या

# What is to come
upcoming-title = येणाऱ्या बैठका
upcoming-now = आता
upcoming-mark-now = आता
upcoming-repeats = पुन्हा होते
upcoming-zone = दिवस आणि वेळा { $zone } प्रमाणे.
join-named = { $title } मध्ये सामील व्हा
personal-title = तुमची वैयक्तिक खोली
personal-lead = नेहमी उपलब्ध, नेहमी याच लिंकवर. ती फक्त तुम्ही सुरू करू शकता.
personal-enter = खोलीत जा
# The title of somebody's personal room.
personal-title-of = { $name } यांची खोली
room-starts = सुरू होईल

# The page of a planned meeting
invitation-of = { $title } चे आमंत्रण
invitation-title = आमंत्रण
invitation-copy = आमंत्रण कॉपी करा
invitation-code = बैठकीचा कोड: { $code }
invitation-passcode = पासकोड आवश्यक आहे; यजमानांना विचारा.
invitation-planned = बैठक ठरली.
invitation-changed = वेळापत्रक बदलले.
invitation-cancelled = रद्द झाली.
invitation-none = कोणतीही तारीख ठरलेली नाही.
invitation-dates = तारखा
invitation-more = { $count ->
    [one] आणि आणखी { $count }
   *[other] आणि आणखी { $count }
}
date-edit = बदला
date-edit-named = { $day } बदला
date-cancel = रद्द करा
date-cancel-named = { $day } रद्द करा
date-changed = बदलली
invitation-file = कॅलेंडरमध्ये जोडा (.ics)
invitation-qr = बैठकीच्या दुव्याचा QR कोड
invitation-filed = इथे मेल सर्व्हर नाही, म्हणून आमंत्रणे पाठवली जात नाहीत: ती सर्व्हरच्या डेटा फोल्डरमधील “mail” फोल्डरमध्ये फाइल म्हणून आहेत. वरील मजकूर तुम्हीच पाठवा, किंवा सर्व्हर चालवणाऱ्यांना सांगा.
invitation-unsent = योजना जतन झाली, पण कोणालाही कळवता आले नाही. खालील मजकूर तुम्हीच पाठवा, किंवा वेळापत्रक पुन्हा एकदा जतन करा.
invitation-not-yet = { $address } यांना अजून पाठवता आले नाही. आपोआप पुन्हा प्रयत्न होईल.
invitation-given-up = { $address } यांना पाठवता आले नाही. पत्ता तपासा, किंवा वरील मजकूर तुम्हीच पाठवा.

# Letters
mail-invited-subject = आमंत्रण: { $title }
mail-changed-subject = बदल: { $title }
mail-cancelled-subject = रद्द: { $title }
mail-invited = { $name } यांनी तुम्हाला एका बैठकीला बोलावले आहे.
mail-changed = तुम्ही आमंत्रित असलेली एक बैठक { $name } यांनी बदलली आहे.
mail-date-changed = तुम्ही आमंत्रित असलेल्या बैठकीची एक तारीख { $name } यांनी बदलली आहे.
mail-cancelled = तुम्ही आमंत्रित होता ती बैठक { $name } यांनी रद्द केली आहे.
mail-date-cancelled = तुम्ही आमंत्रित असलेल्या बैठकीची एक तारीख { $name } यांनी रद्द केली आहे. बाकीच्या तशाच आहेत.
mail-foot = बैठकीच्या सर्व्हरकडून पाठवले: { $site }.
